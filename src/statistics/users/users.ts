import { PlainSentence } from '../../portals/failures';
import { inAddress, type Result } from '../../portals/request';
import { STATISTIC_TITLES, TAB_TITLES } from '../../domain/catalogue';
import { summariseUsers } from './summary';
import { usersKeyFigures, usersTrend } from './key-figures';
import { okrUsersLayout, okrUsersWanted, type OkrUsers } from './okr-tab';
import {
  actualUsers,
  hasUsers,
  periodsWithoutTotal,
  renamedVos,
  repeatedVos,
  restatedUsers,
  usersLayout,
  usersWanted,
  type VoUsers,
} from './by-vo-tab';
import { withKnownVos } from '../../sheets/layout';
import { planUpdate } from '../../sheets/plan';
import { figureAt, type Table } from '../../sheets/table';
import { usersOfPeriod } from './figures';
import { listVos, printableVoName, voKey } from '../../domain/vo-names';
import { granularitiesOf } from '../granularities';
import { admitPeriods } from '../period-gate';
import { todaysGate } from './todays-gate';
import { UnexpectedAnswer } from '../../portals/failures';
import { allPeriods, isFrozen, type RefreshContext, type Statistic } from '../statistic';
import { askVoList } from '../vo-list';
import {
  isRunning,
  periodOf,
  periodsToAsk,
  readPeriod,
  type Month,
  type Period,
  monthOfDay,
} from '../../domain/periods';
import {
  OPERATIONS_PORTAL,
  voUsersRequest,
  type OperationsAccess,
  type Vo,
  type UsersByMonth,
} from '../../portals/operations';

/** A VO and the periods that its users are asked for. */
interface VoToAsk {
  readonly vo: Vo;
  readonly periods: readonly Period[];
}

/** Users: the list of VOs, and one request to the Operations Portal per VO over all periods at once. */
export const users: Statistic = {
  title: STATISTIC_TITLES.users,
  keyFigures: usersKeyFigures,
  trend: usersTrend,
  summarise: summariseUsers,
  refresh: (context) => {
    const access: OperationsAccess = { url: context.settings.operationsUrl, apiKey: context.apiKey() };
    const { vos, warnings } = distinctVos(askVoList(context, access));
    context.vos.add(vos.map(({ name }) => name));
    const tab = context.tab('users', TAB_TITLES.users, withKnownVos(usersLayout, context.vos.has));
    const table = tab.read();
    const all = allPeriods(context);
    const missing = new Set(
      periodsWithoutTotal(
        table,
        all.map((period) => period.label),
      ),
    );
    const periods = periodsToAsk(all, context.history, (label) => missing.has(label));

    const leftOut = new Set(context.settings.usersLeftOut.map(voKey));
    const asked = new Set(periods);
    const isToAsk = (vo: Vo, period: Period): boolean =>
      !isTooLongToAsk(vo) &&
      !leftOut.has(voKey(vo.name)) &&
      (asked.has(period) || !hasUsers(table, vo.name, period.label));
    const toAsk = vos.map((vo) => ({ vo, periods: all.filter((period) => isToAsk(vo, period)) }));
    const results = askUsers(context, access, toAsk).map((result, index) =>
      withPast(table, toAsk[index], withoutHistory(result, table, toAsk[index]?.vo.name ?? '', all)),
    );
    const labels = [...new Set(toAsk.flatMap((asked) => asked.periods.map((period) => period.label)))].sort();
    const today = todaysGate(context, vos);
    const isLeftOut = ({ name }: Vo): boolean => leftOut.has(voKey(name));
    const voUsers = withTodays(
      toAsk.map((asked, index) =>
        measured(asked, isLeftOut(asked.vo) ? 'left out' : results[index], monthOfDay(context.today)),
      ),
      (column) => today.mayWriteByVo(column, table),
    );
    const { after } = planUpdate(table, usersWanted(voUsers, labels));
    const okrTab = context.tab('okr-users', TAB_TITLES['okr-users'], okrUsersLayout);
    const restated = (label: string): ReturnType<typeof restatedUsers> =>
      restatedUsers(table, after, label, figureAt(okrTab.table, label, 'actual'));
    const admitted = admitPeriods(context, labels, {
      tab: 'users',
      held: (label) => {
        const old = restated(label)?.old;
        return old === undefined ? 'nothing' : { figure: old };
      },
      now: (label) => restated(label)?.now,
      isZeroFault: [...actualUsers(table).values()].some((one) => one.users > 0),
    });
    const isCertain = (label: string): boolean => !admitted.kept.has(label);
    const certain = voUsers.map((vo) => withPeriods(vo, isCertain));
    const plan = context.update(tab, usersWanted(certain, labels.filter(isCertain)));
    admitted.noteMeasured(periods.map(({ label }) => label));

    const keepsOld = new Set([...admitted.kept, ...plan.kept.map(({ column }) => column)]);
    const rows = okrUsers(context, plan.after, vos, keepsOld);
    const okrPlan = context.update(okrTab, okrUsersWanted(rows, context.today, today.mayWriteSum));
    const misses = toAsk.flatMap(({ vo }, index) => {
      const result = results[index];
      return result && 'failure' in result ? [{ what: vo.name, failure: result.failure }] : [];
    });
    return {
      periods,
      plans: [plan, okrPlan],
      misses: [...misses, ...admitted.misses, ...today.misses()],
      waiting: [...admitted.waiting, ...today.waiting()],
      remarks: [
        ...warnings,
        ...repeatedVos(table),
        ...renamedVos(table, voUsers),
        ...vanished(table, toAsk, voUsers),
        ...leftOutUsers(table, vos.filter(isLeftOut), all),
      ],
      hasFigures: misses.length < vos.length,
    };
  },
};

/** A VO that has had users in the periods asked for, and of which the portal knows nothing at all, is not one without history. */
function withPast(
  table: Table,
  asked: VoToAsk | undefined,
  result: Result<UsersByMonth>,
): Result<UsersByMonth> {
  const isEmpty = 'value' in result && Object.keys(result.value).length === 0;
  const hasPast = asked?.periods.some(({ label }) => hasUsers(table, asked.vo.name, label)) ?? false;
  if (!isEmpty || !hasPast) return result;
  return {
    failure: new UnexpectedAnswer(OPERATIONS_PORTAL, 'it has no users of it any more, where it had some'),
  };
}

const withTodays = (
  vos: readonly VoUsers[],
  mayWrite: (column: 'registered' | 'total') => boolean,
): VoUsers[] => {
  const [registered, total] = [mayWrite('registered'), mayWrite('total')];
  return vos.map((vo) => ({
    ...vo,
    registeredUsers: registered ? vo.registeredUsers : undefined,
    totalUsers: total ? vo.totalUsers : undefined,
  }));
};

/** VOs whose names differ only in case (or beyond what is printed) are one: the first of them is taken. */
function distinctVos(vos: readonly Vo[]): { vos: Vo[]; warnings: string[] } {
  const distinct = new Map<string, Vo>();
  const warnings: string[] = [];
  for (const vo of vos) {
    const key = voKey(printableVoName(vo.name));
    const first = distinct.get(key);
    if (first) {
      const names = [first, vo].map(({ name }) => `"${printableVoName(name)}"`);
      warnings.push(`${names.join(' and ')} in the list of VOs are the same VO; the first one is taken.`);
    } else distinct.set(key, vo);
    if (isTooLongToAsk(vo)) {
      warnings.push(`"${printableVoName(vo.name)}" is too long a name to ask the portal for its users.`);
    }
  }
  return { vos: [...distinct.values()], warnings };
}

/** Characters of a name in an address; with the rest they stay below the 2,082 that Google accepts. */
const LONGEST_ASKED_NAME = 1500;

/** Such a VO has no figures: to count it as failed would leave every TOTAL blank for good. */
const isTooLongToAsk = (vo: Vo): boolean => inAddress(vo.name).length > LONGEST_ASKED_NAME;

/**
 * One request per VO, from the first to the last of its periods; none for a VO that lacks nothing. Its ends are those of
 * the longest periods that are switched on, so that the tabs by month and by year ask the same: that is asked once.
 */
function askUsers(
  { client, settings }: RefreshContext,
  access: OperationsAccess,
  toAsk: readonly VoToAsk[],
): Result<UsersByMonth>[] {
  const longest = granularitiesOf(settings).pop();
  const requests = toAsk.map(({ vo, periods }) => {
    const [first, last] = [periods[0], periods[periods.length - 1]];
    if (!first || !last) return undefined;
    const [{ firstMonth }, { lastMonth }] = [
      periodOf(first.firstMonth, longest),
      periodOf(last.lastMonth, longest),
    ];
    return voUsersRequest(access, vo.name, firstMonth, lastMonth);
  });
  const results = client.fetchAll(requests.filter((request) => request !== undefined));
  return requests.map((request) => (request && results.shift()) ?? { value: {} });
}

/**
 * What a portal says in a sentence to a VO that never had users here may well be that it has no history; of one that had
 * some, it is a failure.
 */
function withoutHistory(
  result: Result<UsersByMonth>,
  table: Table,
  vo: string,
  all: readonly Period[],
): Result<UsersByMonth> {
  const isSentence = 'failure' in result && result.failure instanceof PlainSentence;
  return isSentence && !all.some(({ label }) => hasUsers(table, vo, label)) ? { value: {} } : result;
}

function measured(
  { vo, periods }: VoToAsk,
  result: Result<UsersByMonth> | 'left out' | undefined,
  thisMonth: Month,
): VoUsers {
  if (result === 'left out') return { ...vo, users: 'left out' };
  if (!result || 'failure' in result) return { ...vo, users: 'failed' };
  const figures = periods.flatMap((period): [string, number][] => {
    const figure = usersOfPeriod(result.value, untilMonth(period, thisMonth));
    return figure === undefined ? [] : [[period.label, figure]];
  });
  return { ...vo, users: new Map(figures) };
}

/** A period without the months to come, of which there are no users yet, whatever the portal says. */
const untilMonth = (period: Period, thisMonth: Month): Period =>
  period.lastMonth > thisMonth ? { ...period, lastMonth: thisMonth } : period;

/** VOs of which the portal has no users any more, in a period in which it had some: a fault, perhaps. */
function vanished(table: Table, toAsk: readonly VoToAsk[], voUsers: readonly VoUsers[]): string[] {
  const names = voUsers.flatMap(({ name, users }, index) => {
    const isGone = ({ label }: Period): boolean =>
      typeof users !== 'string' && !users.has(label) && hasUsers(table, name, label);
    return toAsk[index]?.periods.some(isGone) ? [name] : [];
  });
  if (names.length === 0) return [];
  return [
    `${listVos(names)}: The ${OPERATIONS_PORTAL} has no users any more in periods in which it had some. ` +
      'The old figures are kept.',
  ];
}

/** What to say of VOs with users in earlier periods that a setting leaves out: the sums of newer periods are without them. */
function leftOutUsers(table: Table, leftOut: readonly Vo[], all: readonly Period[]): string[] {
  const names = leftOut
    .filter(({ name }) => all.some(({ label }) => hasUsers(table, name, label)))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `${listVos(names)}: left out by the setting "VOs without users", so TOTAL of newer periods is without ` +
      `${names.length === 1 ? 'its' : 'their'} users.`,
  ];
}

const withPeriods = (vo: VoUsers, isIn: (label: string) => boolean): VoUsers =>
  typeof vo.users === 'string'
    ? vo
    : { ...vo, users: new Map([...vo.users].filter(([label]) => isIn(label))) };

/**
 * The rows of OKR Users, from the tab of the VOs as it is after the refresh.
 *
 * @param keepsOld labels of periods whose users by VO are not as they were measured
 */
function okrUsers(
  { settings, today, granularity }: RefreshContext,
  table: Table,
  vos: readonly Vo[],
  keepsOld: ReadonlySet<string>,
): Map<string, OkrUsers> {
  const rows = new Map<string, OkrUsers>();
  const month = monthOfDay(today);
  const actual = actualUsers(table);
  // Users of today cannot be asked for later, so their row is there also while no VO has users of the period yet.
  const running = periodOf(month, granularity).label;
  for (const label of new Set([...actual.keys(), running])) {
    const period = readPeriod(label);
    if (!period || isFrozen(settings, label)) continue;
    const isNow = isRunning(period, month);
    rows.set(label, {
      actual: keepsOld.has(label) ? undefined : actual.get(label)?.users,
      active: isNow ? sum(vos.map((vo) => vo.registeredUsers)) : undefined,
      total: isNow ? sum(vos.map((vo) => vo.totalUsers)) : undefined,
      vos: keepsOld.has(label) ? undefined : actual.get(label)?.vos,
    });
  }
  return rows;
}

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
