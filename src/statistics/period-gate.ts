import { isRunning, monthOfDay, readPeriod, type Period } from '../domain/periods';
import { admitFigure, type Admission, type HeldCell } from './admission';
import { measuredDay } from './measured-days';
import { describeLeap, hasLeapt } from './leaps';
import { measuredHow, withMeasured, withoutPeriods } from './admission-memory';
import { Failure } from '../failure';
import { inThousands } from '../domain/figures-in-words';
import { isFrozen, type NotRefreshed, type RefreshContext, type StatisticOutcome } from './statistic';
import type { WaitingFigure } from './result';

/** Pending figures that are remembered, the newest: beside all else that is, they fit into a property, which has room for 9 kB. */
const MOST_PENDING = 70;

/** Remembers, or forgets, what waits for a later day. */
export function notePending(
  { state }: Pick<RefreshContext, 'state'>,
  key: string,
  admission: Admission,
): void {
  const pending = new Map(Object.entries(state.pending));
  pending.delete(key);
  if (admission.does === 'wait') pending.set(key, admission.pending);
  state.pending = Object.fromEntries([...pending].slice(-MOST_PENDING));
}

/** The figures by which the periods of one tab are judged. */
export interface Judged {
  /** The product's own name of the tab of quarters. */
  readonly tab: string;
  /** What the cell of a period holds. */
  readonly held: (label: string) => HeldCell;
  readonly now: (label: string) => number | undefined;
  /** Whether 0 is a fault of the portal also where nothing stands yet; unless given, it may be a fact. */
  readonly isZeroFault?: boolean;
  /** The smaller of two sums of a period of which the larger one was accepted. */
  readonly smaller?: (label: string) => number | undefined;
  /** What else than the portal decides the figures, such as the metric. */
  readonly choices?: string;
  /** Labels of periods of which all of history was asked, and the portal has nothing any more: nobody can measure them anew. */
  readonly gone?: readonly string[];
  /** Whether a period's figure is about the same VOs as the one that stands there, so that both can be compared; unless given, it is. */
  readonly isOfSame?: (label: string) => boolean;
}

/** Which periods may be written, and why the others are not. */
export interface Admitted {
  /** Labels of periods that keep all of their figures. */
  readonly kept: ReadonlySet<string>;
  readonly waiting: readonly WaitingFigure[];
  readonly misses: readonly NotRefreshed[];
  /** What is odd in what may be written. */
  readonly remarks: readonly string[];
  /**
   * Remembers how the others have been measured; to be called when they are written.
   *
   * @param measured labels of the periods that were measured as a whole; all by default
   */
  readonly noteMeasured: (measured?: readonly string[]) => void;
}

/**
 * Asks for each measured period whether it may be written, by its total, and remembers what waits for a later day.
 *
 * @param labels the periods of which something was measured
 */
export function admitPeriods(context: RefreshContext, labels: readonly string[], judged: Judged): Admitted {
  const { settings, state, today, granularity } = context;
  const tabKey = `${judged.tab} ${granularity}`;
  const runs = state.measured[tabKey] ?? [];
  const [month, how, choices] = [monthOfDay(today), measuredHow(runs), judged.choices ?? ''];
  const threshold = settings.restatementThreshold;
  const kept = new Set<string>();
  const waiting: WaitingFigure[] = [];
  const misses: NotRefreshed[] = [];
  const remarks: string[] = [];
  for (const label of labels) {
    const [period, figure, held] = [readPeriod(label), judged.now(label), judged.held(label)];
    if (!period || figure === undefined) continue;
    const key = `${tabKey} ${label}`;
    const known = how.get(label);
    const hasOtherChoices = known !== undefined && known.choices !== choices;
    const admission = admitFigure(
      held,
      { figure },
      {
        today,
        threshold,
        isRunning: isRunning(period, month),
        isSettled: known?.isSettled ?? true,
        hasOtherChoices,
        isFrozen: isFrozen(settings, label),
        isAccepted: isWanted(context, judged.tab, period, figure),
        isZeroFault: judged.isZeroFault ?? false,
        pending: state.pending[key],
      },
    );
    const smaller = judged.smaller?.(label);
    if (admission.does === 'wait' && smaller !== undefined) {
      kept.add(label);
      misses.push({ what: period, failure: new Failure(otherSums(figure, smaller)) });
      continue;
    }
    notePending(context, key, admission);
    if (admission.does === 'write') {
      if (!hasOtherChoices) remarks.push(...leapOf(context, judged, { period, held, now: figure }));
      continue;
    }
    kept.add(label);
    if (admission.does === 'wait' && typeof held === 'object' && 'figure' in held)
      waiting.push({ where: label, old: held.figure, new: figure, threshold });
    else if (typeof held === 'object' && 'notAFigure' in held)
      misses.push({ what: period, failure: new Failure(held.notAFigure) });
    else if (admission.does === 'keep' && admission.because === 'all have 0')
      misses.push({ what: period, failure: new Failure(ALL_ZERO) });
  }
  const noteMeasured = (measured: readonly string[] = labels): void => {
    const written = measured.filter((label) => !kept.has(label));
    state.measured[tabKey] = withMeasured(withoutPeriods(runs, judged.gone ?? []), written, month, choices);
  };
  return { kept, waiting, misses, remarks, noteMeasured };
}

/**
 * Whether somebody has been shown a figure, and wants it. That of a running period is written as it is measured, but for 0,
 * which may be a fault that was not there when it was shown.
 *
 * @param tab the product's own name of the tab of quarters
 */
export const isWanted = (
  { isAccepted, accepts, today, granularity }: RefreshContext,
  tab: string,
  period: Period,
  figure: number,
): boolean =>
  isAccepted &&
  (figure > 0 ||
    !isRunning(period, monthOfDay(today)) ||
    accepts(`${tab} ${granularity} ${period.label}`, figure));

/** What came of a statistic, with what is to be said of the periods that were admitted, and of those that were not. */
export const withAdmitted = (
  { misses, waiting, remarks }: Admitted,
  outcome: Omit<StatisticOutcome, 'waiting'>,
): StatisticOutcome => ({
  ...outcome,
  misses: [...outcome.misses, ...misses],
  waiting,
  remarks: [...outcome.remarks, ...remarks],
});

/** What is odd in the figures of periods; nothing of accepted sums that are not written. */
export const warningsOf = (
  figures: ReadonlyMap<string, { readonly warnings: readonly string[]; readonly smaller?: number }>,
  { kept }: Pick<Admitted, 'kept'>,
): string[] =>
  [...figures].flatMap(([label, { warnings, smaller }]) =>
    smaller !== undefined && kept.has(label) ? [] : warnings.map((warning) => `${label}: ${warning}`),
  );

/** What has happened stays so: none at all any more is more likely a fault than a fact. */
const ALL_ZERO =
  'The portal has 0 for all VOs together, where they had some, which is a fault of its own. If it is right all the same, ' +
  'choose OKR Stats > Refresh history...';

/** What to say where the larger of two sums is far from the one that stands there, which was accepted or reported. */
const otherSums = (larger: number, smaller: number): string =>
  `There are two sums of it, ${inThousands(smaller)} and ${inThousands(larger)} hours, and what stands there is far from the ` +
  'larger one: OKR Stats > Refresh history... shows what it would write, and writes it.';

/** What to say where the hours of the running period have doubled or halved; nothing of what else is counted. */
function leapOf(
  { state, today, granularity }: RefreshContext,
  { tab, choices, isOfSame = () => true }: Judged,
  { period, held, now }: { readonly period: Period; readonly held: HeldCell; readonly now: number },
): string[] {
  const oldDay = measuredDay(state, tab, granularity);
  const isHours = choices !== undefined;
  if (!isHours || !isOfSame(period.label) || oldDay === '' || typeof held === 'string' || !('figure' in held))
    return [];
  if (!isRunning(period, monthOfDay(oldDay))) return [];
  const soFar = { period, old: held.figure, now, oldDay, today };
  return hasLeapt(soFar) ? [describeLeap(soFar)] : [];
}

/** Labels of the periods of a tab that are known to have been measured with other choices than the present ones, and these. */
export const measuredOtherwise = (
  { state, granularity }: Pick<RefreshContext, 'state' | 'granularity'>,
  tab: string,
  present: string,
): [label: string, choices: string][] =>
  [...measuredHow(state.measured[`${tab} ${granularity}`] ?? [])].flatMap(([label, { choices }]) =>
    choices === present ? [] : [[label, choices]],
  );
