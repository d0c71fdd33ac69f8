import { Failure } from '../../failure';
import { STATISTIC_TITLES, TAB_TITLES } from '../../domain/catalogue';
import { slaColumn, slaLayout, slaWanted } from './tab';
import { figureAt, seriesRows, type Table } from '../../sheets/table';
import { describeUnreadable, slaFigures, vosInForce, type SlaFigures, type VosInForce } from './figures';
import { NoAgreements, type SlaKind } from './agreements';
import { listVos, unmarked, voKey } from '../../domain/vo-names';
import type { Agreements } from './load-agreements';
import { doubtAboutNothing } from '../cpu-hours/cpu-hours';
import { periodsInDoubt } from '../doubtful-totals';
import { sortOutcomes } from '../sort-outcomes';
import {
  allPeriods,
  type NotRefreshed,
  type RefreshContext,
  type Statistic,
  type StatisticOutcome,
} from '../statistic';
import { askVoList } from '../vo-list';
import { isRunning, periodsToAsk, type Period, monthOfDay } from '../../domain/periods';
import type { ViewScope } from '../../portals/accounting/source';

const NOTHING: StatisticOutcome = {
  periods: [],
  plans: [],
  misses: [],
  waiting: [],
  remarks: [],
  hasFigures: false,
};

const NOBODY: VosInForce = { vos: [], unreadable: [] };

/** SLA Cloud CPU/h or SLA HTC CPU/h: the hours of the VOs that have an agreement during the whole of a period. */
export const slaHours = (id: 'sla-cloud' | 'sla-htc', scope: ViewScope): Statistic => ({
  title: STATISTIC_TITLES[id],
  keyFigures: [{ name: STATISTIC_TITLES[id], rank: 5, tab: id, column: 'TOTAL', layout: slaLayout }],
  trend: undefined,
  refresh: (context) => {
    const tab = context.tab(id, TAB_TITLES[id], slaLayout);
    const table = tab.read();
    let agreements;
    try {
      agreements = context.agreements();
    } catch (error) {
      // Who never had agreements here is told how to enter some; figures that are there must have come from somewhere.
      if (!(error instanceof NoAgreements) || hasFigures(table)) throw error;
      return { ...NOTHING, remarks: [error.message] };
    }
    const wanted = wantedPeriods(context, table, agreements, scope === 'cloud' ? 'cloud' : 'htc');
    const asked = wanted.filter(({ inForce }) => inForce.vos.length > 0);
    const misses = unreadableDates(wanted, agreements.title);
    if (asked.length === 0) return { ...NOTHING, misses, remarks: agreements.warnings };
    const outcomes = context.accounting.ofVos(
      scope,
      asked.map(({ period, inForce: { vos } }) => ({ period, vos: vos.map(unmarked) })),
    );
    const inForceOf = new Map(asked.map(({ period, inForce }) => [period, inForce]));
    const sorted = sortOutcomes(
      asked.map(({ period }) => period),
      outcomes,
      {
        figures: (answer, period) => slaFigures(answer, inForceOf.get(period) ?? NOBODY),
        doubtAboutNothing: (period) =>
          doubtAboutNothing(
            isRunning(period, monthOfDay(context.today)),
            figureAt(table, period.label, 'TOTAL'),
          ),
      },
    );
    const { figures } = sorted;
    const doubt = periodsInDoubt(
      context,
      id,
      [...figures.keys()],
      (label) => figureAt(table, label, 'TOTAL'),
      (label) => figures.get(label)?.total,
    );
    const certain = new Map([...figures].filter(([label]) => !doubt.labels.has(label)));
    return {
      periods: asked.map(({ period }) => period),
      plans: certain.size === 0 ? [] : [context.update(tab, slaWanted(certain))],
      misses: [...misses, ...sorted.misses],
      waiting: doubt.waiting,
      remarks: [
        ...(context.accounting.note === '' ? [] : [context.accounting.note]),
        ...agreements.warnings,
        ...[...figures].flatMap(([label, { warnings }]) => warnings.map((warning) => `${label}: ${warning}`)),
        ...unknownVos(context, agreements.title, [...figures.values()]),
      ],
      hasFigures: figures.size > 0,
    };
  },
});

const hasFigures = (table: Table): boolean =>
  seriesRows(table).some((row) => figureAt(table, row, 'TOTAL') !== undefined);

/** A period, and the VOs that have an agreement during all of it. */
interface PeriodWanted {
  readonly period: Period;
  readonly inForce: VosInForce;
}

/** The periods that a refresh is about; one in which a VO with an agreement has no figure yet is missing. */
function wantedPeriods(
  context: RefreshContext,
  table: Table,
  { agreements }: Agreements,
  kind: SlaKind,
): PeriodWanted[] {
  const inForce = new Map(
    allPeriods(context).map((period) => [period, vosInForce(agreements, kind, period)] as const),
  );
  const vosOf = new Map([...inForce].map(([{ label }, { vos }]) => [label, vos]));
  const isMissing = (label: string): boolean =>
    ['TOTAL', ...(vosOf.get(label) ?? []).map(slaColumn)].some(
      (column) => figureAt(table, label, column) === undefined,
    );
  const wanted = new Set(periodsToAsk([...inForce.keys()], context.history, isMissing));
  return [...inForce]
    .map(([period, vos]) => ({ period, inForce: vos }))
    .filter(({ period }) => wanted.has(period));
}

/** Agreements that would count in one of the periods if their dates could be read, each once. */
function unreadableDates(wanted: readonly PeriodWanted[], title: string): NotRefreshed[] {
  const byRow = new Map(
    wanted.flatMap(({ inForce }) => inForce.unreadable.map((one) => [one.agreement.row, one] as const)),
  );
  return [...byRow.values()].map((unreadable) => ({
    what: unreadable.agreement.vos.join(', '),
    failure: new Failure(describeUnreadable(title, unreadable)),
  }));
}

/** A VO that neither has hours nor is listed anywhere is perhaps not called like that. */
function unknownVos(context: RefreshContext, title: string, figures: readonly SlaFigures[]): string[] {
  const absent = new Map(figures.flatMap((one) => one.absent).map((name) => [voKey(name), name]));
  if (absent.size === 0) return [];
  const known = knownVos(context);
  const unknown = [...absent].filter(([key]) => known && !known.has(key)).map(([, name]) => name);
  if (unknown.length === 0) return [];
  return [
    `${listVos(unknown)}: 0 hours, and the Operations Portal lists no such VO. Check the name in the tab "${title}".`,
  ];
}

/** Keys of the production VOs; undefined where the Operations Portal does not tell, which fails no agreement. */
function knownVos(context: RefreshContext): Set<string> | undefined {
  try {
    const access = { url: context.settings.operationsUrl, apiKey: context.apiKey() };
    return new Set(askVoList(context, access).map(({ name }) => voKey(name)));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
