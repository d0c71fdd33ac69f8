import { STATISTIC_TITLES, TAB_TITLES, type StatisticId } from '../../domain/catalogue';
import { monthOfDay, type Period } from '../../domain/periods';
import { voKey } from '../../domain/vo-names';
import { Failure } from '../../failure';
import { UnexpectedAnswer } from '../../portals/failures';
import { disciplinesRequest } from '../../portals/disciplines';
import { OPERATIONS_PORTAL } from '../../portals/operations';
import { isOn } from '../../settings/settings';
import { withKnownVos } from '../../sheets/layout';
import { figureAt, formulaAt, seriesRows, titleOf, type Table } from '../../sheets/table';
import type { KeyFigure } from '../key-figures';
import { NOTHING_ASKED, type RefreshContext, type Statistic, type StatisticOutcome } from '../statistic';
import {
  comparedUpTo,
  isSumOf,
  NO_DISCIPLINE,
  sumsOf,
  underSeveral,
  vosOf,
  type ByVo,
  type Compared,
  type VosOfDisciplines,
} from './figures';
import { disciplinesLayout, disciplinesWanted, quartersOf, withTotal, type Measure, type Sums } from './tab';

/** A figure that its statistic also tells by VO. */
type FigureByVo = KeyFigure &
  Required<Pick<KeyFigure, 'byVo'>> & { readonly statistic: StatisticId; readonly measure: Measure };

/**
 * By discipline: what the tabs by VO hold of this year and the year before, summed up by the disciplines that the Operations
 * Portal names in one request.
 *
 * @param figures those of other statistics; the ones that are known by VO are told
 */
export function byDiscipline(
  figures: readonly (KeyFigure & { readonly statistic: StatisticId })[],
): Statistic {
  const byVo = figures.flatMap((figure): FigureByVo[] => {
    const measure = { name: figure.name, isFlow: figure.isFlow === true };
    return figure.byVo ? [{ ...figure, byVo: figure.byVo, measure }] : [];
  });
  return {
    title: STATISTIC_TITLES['by-discipline'],
    keyFigures: [],
    trend: undefined,
    summarise: () => [],
    refresh: (context) => (context.granularity === 'quarter' ? refresh(context, byVo) : NOTHING),
  };
}

/** Years are compared, however long the periods of other tabs are. */
const NOTHING: StatisticOutcome = { ...NOTHING_ASKED, hasFigures: true };

function refresh(context: RefreshContext, figures: readonly FigureByVo[]): StatisticOutcome {
  const { settings, client } = context;
  const access = { url: settings.operationsUrl, apiKey: context.apiKey() };
  const told = figures.filter(({ statistic }) => isOn(settings, statistic));
  const compared = since(settings.firstPeriod, comparedUpTo(oldestMonth(context, told)));
  if (compared.now.length === 0)
    return { ...NOTHING, remarks: ['There is nothing to sum up yet: no quarter of the history is over.'] };
  const disciplines = client.fetch(disciplinesRequest(access));
  const measures = figures.map(({ measure }) => measure);
  const tab = context.tab('by-discipline', TAB_TITLES['by-discipline'], disciplinesLayout(measures));
  const reserved = disciplines.find(({ name }) => [NO_DISCIPLINE, 'total'].includes(name.toLowerCase()));
  if (reserved) throw unusable(`it calls a discipline "${reserved.name}"`);

  const vos = vosOf(disciplines);
  const sums = new Map<Measure, Sums>();
  const present: ByVo[] = [];
  for (const figure of told) {
    const now = yearOf(context, figure, compared.now);
    if (typeof now === 'string') throw new Failure(now);
    const before = yearOf(context, figure, compared.before);
    present.push(now.byVo);
    sums.set(figure.measure, {
      now: sumsIn(vos, now),
      before: typeof before === 'string' ? undefined : sumsIn(vos, before),
    });
  }
  refuseStrangers(vos, present);
  const names = [...disciplines.map(({ name }) => name), NO_DISCIPLINE];
  const plan = context.update(tab, disciplinesWanted(measures, names, sums, compared));
  const several = underSeveral(vos, present).length;
  return {
    ...NOTHING,
    periods: compared.now,
    plans: [plan],
    remarks:
      several === 0
        ? []
        : [
            `${several} ${several === 1 ? 'VO stands' : 'VOs stand'} under several disciplines and ` +
              `${several === 1 ? 'counts' : 'count'} under each of them; in TOTAL, each VO counts once.`,
          ],
  };
}

/** Without the quarters before history starts. */
const since = (first: string, { now, before }: Compared): Compared => {
  const left = now.filter(({ label }) => label < first).length;
  return { now: now.slice(left), before: before.slice(left) };
};

const unusable = (what: string): Failure => new UnexpectedAnswer(OPERATIONS_PORTAL, what);

/** Where none of the VOs with figures is named, the answer is about something else. */
function refuseStrangers(vos: VosOfDisciplines, present: readonly ByVo[]): void {
  const named = new Set([...vos.values()].flatMap((each) => [...each]));
  const known = present.flatMap((byVo) => [...byVo.keys()]);
  if (known.length > 0 && !known.some((vo) => named.has(vo)))
    throw unusable('it names none of the VOs that have figures');
}

/** The month in which all that is told had been measured. */
function oldestMonth({ state }: RefreshContext, told: readonly FigureByVo[]): string {
  const days = told.map(({ statistic }) => {
    const day = state.measuredOn[statistic];
    if (day !== undefined) return day;
    throw new Failure(
      `${STATISTIC_TITLES[statistic]} has not been refreshed yet. Refresh it, then this one.`,
    );
  });
  const [oldest] = [...days].sort();
  if (oldest === undefined)
    throw new Failure(
      'Nothing is switched on in the settings that is known by VO. Switch on CPU/h or users.',
    );
  return monthOfDay(oldest);
}

/** A figure of each VO in the quarters that are compared, with what is reported for all of them. */
interface Year {
  readonly byVo: ByVo;
  readonly total: number;
}

const sumsIn = (vos: VosOfDisciplines, { byVo, total }: Year): ReadonlyMap<string, number> =>
  withTotal(sumsOf(vos, byVo), total);

/** @returns a sentence where the tabs do not have it */
function yearOf(context: RefreshContext, figure: FigureByVo, all: readonly Period[]): Year | string {
  const { tab, column, layout, byVo, measure } = figure;
  const titles: Readonly<Record<string, string>> = TAB_TITLES;
  const tableOf = (id: string, its: typeof layout): Table => context.tableOf(id, titles[id] ?? id, its);
  const reported = tableOf(tab, layout);
  const table = tableOf(byVo.tab, withKnownVos(byVo.layout, context.vos.has));
  const years = new Map<string, number>();
  let total = 0;
  for (const { label } of quartersOf(measure, all)) {
    const sum = reported.guessed.has(column) ? undefined : figureAt(reported, label, column);
    if (sum === undefined)
      return `There is no ${figure.name} of ${label} in tab "${titleOf(reported)}". Refresh what is missing there.`;
    const ofQuarter = figuresIn(table, label);
    if (!isSumOf(sum, [...ofQuarter.values()], measure.isFlow))
      return (
        `The VOs in tab "${titleOf(table)}" do not add up to the ${figure.name} of ${label} in tab ` +
        `"${titleOf(reported)}". Refresh all of history there.`
      );
    total += sum;
    for (const [vo, value] of ofQuarter) years.set(vo, (years.get(vo) ?? 0) + value);
  }
  return { byVo: years, total };
}

/** The figures of VOs in a quarter; a row with a formula there is a person's own. */
const figuresIn = (table: Table, label: string): Map<string, number> =>
  new Map(
    seriesRows(table).flatMap((row): [string, number][] => {
      const figure = formulaAt(table, row, label) === '' ? figureAt(table, row, label) : undefined;
      return figure === undefined ? [] : [[voKey(row), figure]];
    }),
  );
