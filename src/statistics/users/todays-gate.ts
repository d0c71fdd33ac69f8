import { Failure } from '../../failure';
import type { Vo } from '../../portals/operations';
import type { Table } from '../../sheets/table';
import { admitTodaysFigure } from '../admission';
import { notePending } from '../period-gate';
import type { WaitingFigure } from '../result';
import type { NotRefreshed, RefreshContext } from '../statistic';
import { todaysUsersOf } from './by-vo-tab';
import type { TodaysColumn } from './okr-tab';

/** Decides whether users of whom the portal tells today only may be written, and keeps what is to be said of those that are not. */
export interface TodaysGate {
  readonly mayWriteByVo: (column: 'registered' | 'total', table: Table) => boolean;
  readonly mayWriteSum: (column: TodaysColumn, old: number | undefined, now: number) => boolean;
  readonly misses: () => NotRefreshed[];
  readonly waiting: () => WaitingFigure[];
}

const TITLES = {
  registered: 'Registered users by VO',
  active: 'Active users',
  total: 'Total users',
  'total by VO': 'Total users by VO',
} as const;
type Title = keyof typeof TITLES;

/** @param vos the whole list of today */
export function todaysGate(context: RefreshContext, vos: readonly Vo[]): TodaysGate {
  const { state, settings, today, accepts, granularity } = context;
  // One VO alone may well have nobody registered.
  const hasOtherUsers =
    vos.length > 1 && vos.some(({ registeredUsers, totalUsers }) => registeredUsers + totalUsers > 0);
  const newest = state.measuredOn.users ?? '';
  // As it was before: a write that is planned anew, because Google has refused the first one, is judged alike.
  const { pending: pendingBefore } = state;
  const misses = new Map<Title, NotRefreshed>();
  const waiting = new Map<Title, WaitingFigure>();
  const mayWrite = (title: Title, old: number | undefined, now: number): boolean => {
    const where = TITLES[title];
    if (today < newest) {
      misses.set(title, { what: where, failure: new Failure(laterThan(newest)) });
      return false;
    }
    const isEver = title === 'total' || title === 'total by VO';
    const threshold = isEver ? 0 : settings.restatementThreshold;
    const key = `users ${granularity} ${title}`;
    const pending = pendingBefore[key];
    const isAllZero = vos.every((vo) => (isEver ? vo.totalUsers : vo.registeredUsers) === 0);
    const isAccepted = accepts(key, now);
    const rules = { today, mayFallBy: threshold, isAccepted, pending, isAllZero, hasOtherUsers };
    const admission = admitTodaysFigure(old, now, rules);
    notePending(context, key, admission);
    misses.delete(title);
    waiting.delete(title);
    if (admission.does === 'keep') misses.set(title, { what: where, failure: new Failure(ALL_ZERO) });
    if (admission.does === 'wait') waiting.set(title, { where, old: old ?? 0, new: now, threshold });
    return admission.does === 'write';
  };
  return {
    mayWriteByVo: (column, table) => {
      const { old, now } = todaysUsersOf(table, vos, column);
      return mayWrite(column === 'total' ? 'total by VO' : column, old, now);
    },
    mayWriteSum: mayWrite,
    misses: () => [...misses.values()],
    waiting: () => [...waiting.values()],
  };
}

const ALL_ZERO =
  'The Operations Portal lists every VO with 0 users, which is a fault of its own: look again tomorrow.';

const laterThan = (newest: string): string =>
  `Users were refreshed on ${newest} already, and the portal tells these figures of the present day only.`;
