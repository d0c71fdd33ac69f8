/** What a cell holds. */
export type HeldCell = { readonly figure: number } | 'nothing' | { readonly notAFigure: string };

/** What came of asking for a figure now. */
export type MeasuredNow = { readonly figure: number } | 'nothing' | 'failure';

/** A figure that was not written when it was first given. */
export interface PendingFigure {
  readonly figure: number;
  /** The day on which it was first given, `2026-11-23`. */
  readonly day: string;
}

/** What is known of the figure that a cell holds, and how much is asked. */
export interface AdmissionRules {
  /** Today, `2026-11-23`. */
  readonly today: string;
  /** Per cent by which a figure may change without a second opinion. */
  readonly threshold: number;
  /** Whether the period still runs: whatever stands there is "so far". */
  readonly isRunning: boolean;
  /** Whether the old figure was measured after the period was over; a day that is not known counts as such. */
  readonly isSettled: boolean;
  /** Whether the old figure is known to have been measured with other choices than now. */
  readonly hasOtherChoices: boolean;
  readonly isFrozen: boolean;
  /** Whether 0 for all together is a fault of the portal also where nothing stands yet, because periods before had some. */
  readonly isZeroFault?: boolean;
  /** Whether somebody has seen what is going to be written and wants it. */
  readonly isAccepted: boolean;
  readonly pending: PendingFigure | undefined;
}

export type ReasonToKeep =
  'frozen' | 'not measured' | 'nothing any more' | 'nothing there' | 'not a figure' | 'all have 0';

/** What happens with a cell. */
export type Admission =
  | { readonly does: 'write' }
  | { readonly does: 'keep'; readonly because: ReasonToKeep }
  /** The old figure stays until a refresh on a later day gives the same. */
  | { readonly does: 'wait'; readonly pending: PendingFigure };

const WRITE: Admission = { does: 'write' };
const keep = (because: ReasonToKeep): Admission => ({ does: 'keep', because });

/** Whether a figure of a period, which the portal can be asked for again, may be written. */
export function admitFigure(cell: HeldCell, now: MeasuredNow, rules: AdmissionRules): Admission {
  if (rules.isFrozen) return keep('frozen');
  if (now === 'failure') return keep('not measured');
  if (now === 'nothing') return keep(cell === 'nothing' ? 'nothing there' : 'nothing any more');
  if (rules.isAccepted) return WRITE;
  if (cell === 'nothing') return now.figure === 0 && rules.isZeroFault ? keep('all have 0') : WRITE;
  if ('notAFigure' in cell) return keep('not a figure');
  if (rules.hasOtherChoices) return WRITE;
  if (now.figure === 0 && cell.figure > 0) return keep('all have 0');
  if (rules.isRunning || !rules.isSettled) return WRITE;
  const change = Math.abs(now.figure - cell.figure) * 100;
  if (change <= rules.threshold * Math.abs(cell.figure)) return WRITE;
  return confirmed(now.figure, rules, (before) => before === now.figure);
}

/** How like one figure of today's must be to that of an earlier day to confirm it, in per cent: users come and go. */
const LIKE = 5;

/** What today's users, of whom no portal tells later, are compared with. */
export interface TodayRules extends Pick<AdmissionRules, 'today' | 'isAccepted' | 'pending'> {
  /** Per cent by which the figure may fall without a second opinion. */
  readonly mayFallBy: number;
  /** Whether the list has 0 of them for every VO; and whether it has users otherwise, so that this is a fault of the portal. */
  readonly isAllZero: boolean;
  readonly hasOtherUsers: boolean;
}

/**
 * Whether a figure that the portal gives for today only may be written.
 *
 * @param old what stands there, or in a new period what stands in the one before; undefined where there is neither
 */
export function admitTodaysFigure(old: number | undefined, now: number, rules: TodayRules): Admission {
  if (rules.isAllZero) {
    const isFault = rules.hasOtherUsers || ((old ?? 0) > 0 && !rules.isAccepted);
    return isFault ? keep('all have 0') : WRITE;
  }
  if (old === undefined || rules.isAccepted || now * 100 >= old * (100 - rules.mayFallBy)) return WRITE;
  return confirmed(now, rules, (before) => Math.abs(now - before) * 100 <= LIKE * before);
}

/** The same answer read twice on one day confirms only itself. */
function confirmed(
  figure: number,
  { today, pending }: Pick<AdmissionRules, 'today' | 'pending'>,
  isLike: (before: number) => boolean,
): Admission {
  const known = pending && isLike(pending.figure) ? pending : undefined;
  if (known && known.day < today) return WRITE;
  return { does: 'wait', pending: { figure, day: known?.day ?? today } };
}
