import type { Failure } from '../../failure';
import { OPERATIONS_PORTAL, voReportRequest, type OperationsAccess } from '../../portals/operations';
import { UnexpectedAnswer } from '../../portals/failures';
import { STATISTIC_TITLES, TAB_TITLES } from '../../domain/catalogue';
import { figureAt, isIncomplete, textAt } from '../../sheets/table';
import { summariseVoChanges } from './summary';
import { voChangesKeyFigures, voChangesTrend } from './key-figures';
import { voChangesLayout, voChangesWanted } from './tab';
import { unnamedIn, voChanges, withFormer, type WithFormer } from './figures';
import { admitPeriods, warningsOf, withAdmitted } from '../period-gate';
import { heldCell } from '../held-cell';
import { sortOutcomes } from '../sort-outcomes';
import { allPeriods, certainPeriods, type AskingContext, type Statistic } from '../statistic';
import { isRunning, periodsToAsk, monthOfDay, type Period } from '../../domain/periods';

/** VO changes: one request to the Operations Portal per period. */
export const voChangesStatistic: Statistic = {
  title: STATISTIC_TITLES['vo-changes'],
  keyFigures: voChangesKeyFigures,
  trend: voChangesTrend,
  summarise: summariseVoChanges,
  upcoming: (context) => {
    const access = accessOf(context);
    return certainPeriods(context).map((period) => voReportRequest(access, period));
  },
  refresh: (context) => {
    const { client, history, today } = context;
    const access = accessOf(context);
    const tab = context.tab('vo-changes', TAB_TITLES['vo-changes'], voChangesLayout);
    const table = tab.read();
    const periods = periodsToAsk(allPeriods(context), history, (label) => isIncomplete(table, label));
    const results = client.fetchAll(periods.map((period) => voReportRequest(access, period)));

    const before = ({ label }: Period): number => figureAt(table, label, 'total') ?? 0;
    const former = new Map<string, WithFormer>();
    const { figures, misses } = sortOutcomes(periods, results, {
      figures: (report, period) => {
        const all = withFormer(voChanges(report), textAt(table, period.label, 'list'), unnamedIn(report));
        // Where VOs have only moved on, the portal still lists the statuses, without VOs.
        const isLost = report.length === 0 || all.changes.total === 0;
        if (isLost && before(period) > 0) return vanished(before(period));
        former.set(period.label, all);
        return all.changes;
      },
      doubtAboutNothing: (period) =>
        isRunning(period, monthOfDay(today)) && before(period) === 0 ? undefined : noReport(),
    });
    const admitted = admitPeriods(context, [...figures.keys()], {
      tab: 'vo-changes',
      held: (label) => heldCell(table, label, 'total'),
      now: (label) => figures.get(label)?.total,
    });
    const certain = new Map([...figures].filter(([label]) => !admitted.kept.has(label)));
    const plans = certain.size === 0 ? [] : [context.update(tab, voChangesWanted(certain))];
    admitted.noteMeasured();
    return withAdmitted(admitted, {
      periods,
      plans,
      misses,
      remarks: [...warningsOf(figures, admitted), ...describeFormer(former, admitted.kept)],
      hasFigures: figures.size > 0,
    });
  },
};

const accessOf = ({ settings, apiKey }: AskingContext): OperationsAccess => ({
  url: settings.operationsUrl,
  apiKey: apiKey(),
});

/**
 * What to say of VOs that the portal lists elsewhere, under another name or not at all by now.
 *
 * @param kept labels of the periods that keep what stands there
 */
const describeFormer = (periods: ReadonlyMap<string, WithFormer>, kept: ReadonlySet<string>): string[] =>
  [...periods].flatMap(([label, { former, renamed }]) => [
    ...(former.length > 0
      ? [
          `${label}: ${former.join(', ')} stays there, although the portal does not list that there any more: it lists VOs by ` +
            'their present status.',
        ]
      : []),
    ...(renamed.length > 0 && !kept.has(label)
      ? [
          `${label}: ${renamed.join(', ')} is not counted any more, because the portal lists as many under other names now.`,
        ]
      : []),
  ]);

const noReport = (): Failure => new UnexpectedAnswer(OPERATIONS_PORTAL, 'it holds no report of VOs');

/** What has happened stays so: none at all any more is more likely a fault than a fact. */
const vanished = (before: number): Failure =>
  new UnexpectedAnswer(
    OPERATIONS_PORTAL,
    `it holds no changes of VOs any more, where it held ${before}; if that is right, clear that row and refresh again`,
  );
