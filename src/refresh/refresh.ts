import { Failure } from '../failure';
import { acceptLargerSums, withdrawLargerSums, withLargerSums } from '../settings/larger-sums';
import { isOn, loadSettings } from '../settings/settings';
import { withLock } from '../google/lock';
import { DAY, nowIn } from '../google/now';
import { bestEffort } from '../google/best-effort';
import { boundSpreadsheet } from '../google/spreadsheet';
import { cancelRefresh, readProgress } from './progress';
import { STATISTIC_IDS } from '../statistics/registry';
import { beginRun, continueRun, isRunWaiting, previewRun } from './run';
import { forgetShown } from './shown-changes';
import { carryOut } from './carry-out';
import type { StatisticId } from '../domain/catalogue';
import { monthOfDay, type History, type Month } from '../domain/periods';
import type { StatisticResult } from '../statistics/result';

/** What to refresh; plain JSON, because a page may send it. */
export interface RefreshOptions {
  /** Those that are switched on when missing. */
  readonly statistics?: readonly StatisticId[];
  readonly history?: History;
  /** Works out what would change and writes nothing. */
  readonly dryRun?: boolean;
  /** Whether it has nothing to do with what was shown before. */
  readonly isAnew?: boolean;
  /** Labels of periods that take the larger of two sums from now on; in a dry run only for it. */
  readonly larger?: readonly string[];
  /** As the run log says it: `menu`, `schedule`... */
  readonly startedBy: string;
}

/** The same as those say it who call the script from outside, such as the command line. */
export type RunRefreshOptions = Omit<RefreshOptions, 'startedBy'> & { readonly how: string };

/**
 * Refreshes statistics from the portals into their tabs, one after the other; one that fails does not stop the others.
 * A refresh that was cut off before is finished as well.
 *
 * @param hasBegun told when it is this refresh that is under way, before the portals are asked
 * @returns a result a statistic, in the order of the registry; `unfinished` when another execution goes on with it
 * @throws Failure when there is nothing to refresh, the settings cannot be used, or another refresh is under way
 */
export function refresh(options: RefreshOptions, hasBegun: () => void = () => undefined): StatisticResult[] {
  const spreadsheet = boundSpreadsheet();
  const { larger = [] } = options;
  const before = loadSettings();
  const settings = withLargerSums(before, larger);
  const ids = STATISTIC_IDS.filter((id) => options.statistics?.includes(id) ?? isOn(settings, id));
  if (ids.length === 0) throw new Failure(options.statistics ? NOTHING_CHOSEN : NOTHING_ON);
  const todo = Object.fromEntries(ids.map((id) => [id, options.history ?? 'recent']));
  const begin = options.dryRun ? previewRun : beginRun;
  const run = begin(spreadsheet, options.startedBy, todo);
  const accepted = options.dryRun ? [] : larger.filter((label) => !before.largerHours.includes(label));
  const month = (): Month => monthOfDay(nowIn(spreadsheet, DAY));
  if (accepted.length > 0)
    withLock(() => {
      acceptLargerSums(accepted, month());
    });
  if (options.isAnew) ids.forEach((id) => forgetShown(run.by, id));
  bestEffort(hasBegun);
  const results = carryOut(run, spreadsheet, () => settings);
  // What was accepted were the sums that were shown.
  if (accepted.length > 0 && results.some(({ isOutdated }) => isOutdated))
    withLock(() => {
      withdrawLargerSums(accepted, month());
    });
  return results;
}

const NOTHING_CHOSEN = 'No statistic was chosen, so nothing was refreshed. Choose at least one.';
const NOTHING_ON =
  'No statistic is switched on, so nothing was refreshed. Switch one on in OKR Stats > Open panel > Settings.';

/**
 * Goes on with the refresh that was cut off or ran out of time.
 *
 * @throws Failure when there is none, somebody is at it, or it was ended because it cannot be finished
 */
export function continueRefresh(): StatisticResult[] {
  const spreadsheet = boundSpreadsheet();
  return carryOut(continueRun(spreadsheet), spreadsheet, loadSettings);
}

/**
 * Stops the refresh that runs now or waits for its next execution.
 *
 * @returns whether there is one
 */
export function stopRefresh(): boolean {
  const isWaiting = isRunWaiting(boundSpreadsheet());
  if (!isWaiting && !readProgress()) return false;
  cancelRefresh();
  if (isWaiting) continueRefresh(); // It finds that it is cancelled, and says so where all results are.
  return true;
}
