import { DAY, nowIn } from '../google/now';
import { isOverdue, timesOf } from '../settings/overdue';
import { missingPermissions } from '../google/permissions';
import { SEND_MAIL } from '../not-permitted';
import { messageOf } from './error-dialog';
import { readProgress } from '../refresh/progress';
import { STATISTIC_IDS } from '../statistics/registry';
import { describeApiKey, hasOwnApiKey, hasUsableKey, hostOf, sharedBy } from '../settings/api-key';
import { fieldsOf } from '../settings/fields';
import { describePlan } from '../settings/schedule-plan';
import { loadSchedule } from '../settings/schedule';
import { isOn, settingsToShow } from '../settings/settings';
import { loadState } from '../settings/state';
import { nameOfWhoRuns } from '../google/user';
import { STATISTIC_TITLES } from '../domain/catalogue';
import { lastReport } from '../check/check';
import { causesOf } from '../reports/causes';
import { saysKept } from '../reports/describe-result';
import { lastRuns, type LogEntry } from '../reports/run-log';
import { loadDraft } from '../settings/draft';
import { Tabs } from '../sheets/tabs';
import { boundSpreadsheet, idOf, timeZoneOf } from '../google/spreadsheet';
import type {
  KeyShown,
  PanelState,
  ProgressShown,
  ScheduleShown,
  SettingsShown,
  StatisticShown,
} from './boundary';

/** Everything that the panel shows when it opens. */
export function stateShown(): PanelState {
  const spreadsheet = boundSpreadsheet();
  const log = lastRuns(new Tabs(spreadsheet, loadState(idOf(spreadsheet)).tabIds));
  return {
    statistics: statisticsShown(log),
    settings: settingsShown(),
    key: keyShown(),
    schedule: scheduleShown(),
    draft: loadDraft(),
    lastCheck: lastReport(log),
    progress: progressShown(),
  };
}

function statisticsShown(last: ReadonlyMap<string, LogEntry>): StatisticShown[] {
  const { settings } = settingsToShow();
  return STATISTIC_IDS.map((id) => {
    const title = STATISTIC_TITLES[id];
    const entry = last.get(title);
    const lastResult = entry
      ? {
          ...entry,
          causes: entry.result === 'done' ? [] : causesOf(entry.message),
          keepsOld: saysKept(entry.message),
        }
      : null;
    return { id, title, isOn: isOn(settings, id), last: lastResult };
  });
}

export function settingsShown(): SettingsShown {
  const { settings, problem = '' } = settingsToShow();
  return { fields: fieldsOf(settings), problem };
}

export function keyShown(): KeyShown {
  const { operationsUrl } = settingsToShow().settings;
  const sharer = sharedBy() ?? '';
  return {
    words: describeApiKey(operationsUrl),
    host: hostOf(operationsUrl),
    hasOwn: hasOwnApiKey(),
    isUsable: hasUsableKey(operationsUrl),
    sharedBy: sharer,
    isSharedByMe: sharer === nameOfWhoRuns(),
  };
}

export function progressShown(): ProgressShown | null {
  const progress = readProgress();
  if (!progress) return null;
  const { start, ...shown } = progress;
  return { ...shown, seconds: Math.round((Date.now() - start) / 1000) };
}

/** What a schedule is when nobody has chosen. */
const USUAL_PLAN = { every: 'day', day: 1, hour: 6 };

export function scheduleShown(): ScheduleShown {
  const spreadsheet = boundSpreadsheet();
  const zone = timeZoneOf(spreadsheet);
  const schedule = loadSchedule(spreadsheet);
  if (!schedule) {
    const words = 'Nothing is refreshed by itself yet.';
    return { words, runs: '', warning: '', owner: '', isMine: false, plan: USUAL_PLAN, zone };
  }
  const { plan, owner } = schedule;
  const isMine = owner === nameOfWhoRuns();
  const { next, last } = timesOf(schedule, zone);
  const itsZone = schedule.zone === zone ? '' : ` (${schedule.zone})`;
  return {
    words: `${isMine ? 'You refresh' : `${owner} refreshes`} ${describePlan(plan)}${itsZone}.`,
    runs: `Next: ${next}. Last: ${last === '' ? 'not yet' : last}.`,
    warning: [
      ...(isOverdue(schedule)
        ? [
            `It should have run meanwhile. ${isMine ? 'Set it again.' : `Perhaps ${owner} has lost access: take it over.`}`,
          ]
        : []),
      // It runs with its owner's permissions, and nobody sees those of another.
      ...(isMine ? missingPermissions([SEND_MAIL]).map(messageOf) : []),
    ].join(' '),
    owner,
    isMine,
    plan: { ...USUAL_PLAN, ...plan },
    zone,
  };
}

/** Today in the spreadsheet's zone. */
export const today = (): string => nowIn(boundSpreadsheet(), DAY);
