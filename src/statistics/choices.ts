import { describePeriods, readPeriod } from '../domain/periods';
import type { ViewScope } from '../portals/accounting/source';
import type { Settings } from '../settings/settings';
import { choicesOf } from './accounting-source';
import { measuredOtherwise } from './period-gate';
import { isFrozen, type RefreshContext } from './statistic';

/** The settings that decide which hours count, as they are remembered; views and dump are the same choice. */
export function choicesIn(settings: Settings, scope: ViewScope): string {
  const { metric, voGroup, localJobs } = choicesOf(settings)[scope];
  return [metric, voGroup, localJobs].join(' ');
}

/** What to say of the periods in a tab that were measured with other settings than the present ones. */
export function otherChoices(context: RefreshContext, tab: string, choices: string): string[] {
  const periods = measuredOtherwise(context, tab, choices)
    .filter((label) => !isFrozen(context.settings, label))
    .flatMap((label) => readPeriod(label) ?? []);
  if (periods.length === 0) return [];
  return [
    `${describePeriods(periods)}: measured with other settings than now (metric, VOs or local jobs), so they do not compare ` +
      'with the others. OKR Stats > Refresh history... measures them anew, when all periods are chosen there.',
  ];
}
