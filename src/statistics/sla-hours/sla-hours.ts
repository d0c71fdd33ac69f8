import { Failure } from '../../failure';
import { STATISTIC_TITLES, TAB_TITLES, type SlaHoursId } from '../../domain/catalogue';
import { summariseSlaHours, summariseUsersBehindSlas } from './summary';
import { slaColumn, slaLayout, slaWanted } from './tab';
import { figureAt, formulaAt, seriesRows, titleOf, type Table } from '../../sheets/table';
import { describeUnreadable, slaFigures, vosInForce, type SlaFigures, type VosInForce } from './figures';
import { NoAgreements, type SlaKind } from './agreements';
import { listVos, unmarked, voKey } from '../../domain/vo-names';
import { loadAgreements, type Agreements } from './load-agreements';
import { doubtAboutNothing } from '../accounting-source';
import { admitPeriods, isWanted, warningsOf, withAdmitted } from '../period-gate';
import { heldCell } from '../held-cell';
import { largerSums } from '../larger-sums';
import { choicesByName, hoursNote, otherChoices } from '../choices';
import { sortOutcomes } from '../sort-outcomes';
import {
  allPeriods,
  NOTHING_ASKED,
  type NotRefreshed,
  type RefreshContext,
  type Statistic,
} from '../statistic';
import { askVoList } from '../vo-list';
import { describePeriods, isRunning, periodsToAsk, type Period, monthOfDay } from '../../domain/periods';
import type { ViewScope } from '../../portals/accounting/source';

/** Whose hours they are. */
const COUNTED = 'all VOs with an agreement during the whole period';

const NOBODY: VosInForce = { vos: [], unreadable: [] };

/** SLA Cloud CPU/h or SLA HTC CPU/h: the hours of the VOs that have an agreement during the whole of a period. */
export const slaHours = (id: SlaHoursId, scope: ViewScope): Statistic => ({
  title: STATISTIC_TITLES[id],
  keyFigures: [
    {
      name: STATISTIC_TITLES[id],
      rank: 5,
      tab: id,
      column: 'TOTAL',
      layout: slaLayout,
      vos: 'a column each',
      canGrow: true,
      isFlow: true,
    },
  ],
  trend: undefined,
  // Users behind both kinds of agreements are told once, after the last of them.
  summarise: (sources, quarter) => [
    ...summariseSlaHours(id, STATISTIC_TITLES[id])(sources, quarter),
    ...(id === 'sla-htc' ? summariseUsersBehindSlas(sources, quarter) : []),
  ],
  refresh: (context) => {
    const tab = context.tab(id, TAB_TITLES[id], slaLayout);
    const table = tab.read();
    let agreements;
    try {
      agreements = context.once(loadAgreements);
    } catch (error) {
      // Who never had agreements here is told how to enter some; figures that are there must have come from somewhere.
      if (!(error instanceof NoAgreements) || hasFigures(table)) throw error;
      return { ...NOTHING_ASKED, remarks: [error.message] };
    }
    const wanted = wantedPeriods(context, table, agreements, scope === 'cloud' ? 'cloud' : 'htc');
    const asked = wanted.filter(({ inForce }) => inForce.vos.length > 0);
    const misses = [
      ...unreadableDates(wanted, agreements.title),
      ...withoutAgreement(wanted, table, agreements.title),
    ];
    if (asked.length === 0)
      return {
        ...NOTHING_ASKED,
        misses,
        remarks: [...agreements.warnings, ...(misses.length > 0 ? [] : [nobody(id, agreements.title)])],
      };
    context.vos.add(asked.flatMap(({ inForce: { vos } }) => vos.map(unmarked)));
    const outcomes = context.accounting.ofVos(
      scope,
      asked.map(({ period, inForce: { vos } }) => ({ period, vos: vos.map(unmarked) })),
    );
    const goneOf = new Map(asked.map(({ period, gone }) => [period.label, gone]));
    const inForceOf = new Map(asked.map(({ period, inForce }) => [period, inForce]));
    const sorted = sortOutcomes(
      asked.map(({ period }) => period),
      outcomes,
      {
        figures: (answer, period) => {
          const old = figureAt(table, period.label, 'TOTAL') ?? 0;
          // VOs with hours that all have none any more are a fault of the portal, however often it says so.
          const isLost = answer.total === 0 && old > 0 && !isWanted(context, id, period, 0);
          const doubt = isLost
            ? doubtAboutNothing(isRunning(period, monthOfDay(context.today)), old)
            : undefined;
          return doubt ?? slaFigures(answer, inForceOf.get(period) ?? NOBODY);
        },
        doubtAboutNothing: (period) =>
          doubtAboutNothing(
            isRunning(period, monthOfDay(context.today)),
            figureAt(table, period.label, 'TOTAL'),
          ),
      },
    );
    const { figures } = sorted;
    const choices = choicesByName(context.settings, scope);
    const measured = { context, tab: id, choices };
    const gone = context.history === 'all' ? sorted.nothing : [];
    const admitted = admitPeriods(context, [...figures.keys()], {
      tab: id,
      held: (label) => heldCell(table, label, 'TOTAL'),
      now: (label) => figures.get(label)?.total,
      smaller: (label) => figures.get(label)?.smaller,
      choices,
      gone,
      isOfSame: (label) => isOfSameVos(table, label, figures.get(label), goneOf.get(label) ?? []),
    });
    const certain = new Map([...figures].filter(([label]) => !admitted.kept.has(label)));
    const larger = largerSums(context, id, 'TOTAL', certain, (label) => goneOf.get(label) ?? []);
    const plans =
      certain.size === 0
        ? []
        : [
            context.update(tab, {
              ...slaWanted(certain, (label) => (goneOf.get(label) ?? []).map(slaColumn)),
              figureNotes: [
                ...larger.notes,
                ...larger.byVo.map(({ label, vo, text }) => ({ row: label, column: slaColumn(vo), text })),
              ],
              headerNote: hoursNote('TOTAL', COUNTED, measured, [...certain.keys(), ...gone]),
            }),
          ];
    admitted.noteMeasured();
    larger.noted();
    return withAdmitted(admitted, {
      periods: asked.map(({ period }) => period),
      plans,
      misses: [...misses, ...sorted.misses],
      remarks: [
        ...(context.accounting.note === '' ? [] : [context.accounting.note]),
        ...otherChoices(measured),
        ...agreements.warnings,
        ...keptVos(asked, agreements.title),
        ...takenOver(table),
        ...warningsOf(figures, admitted),
        ...unknownVos(context, agreements.title, [
          ...[...figures.values()].flatMap(({ absent }) => absent),
          ...asked.flatMap(({ period, inForce }) =>
            sorted.nothing.includes(period.label) ? inForce.vos : [],
          ),
        ]),
      ],
      hasFigures: figures.size > 0,
    });
  },
});

/** What to say where no agreement is about this statistic in any of the periods. */
const nobody = (id: SlaHoursId, title: string): string =>
  `No agreement in the tab "${title}" is about ${id === 'sla-cloud' ? 'Cloud' : 'HTC'} in a whole period, so nothing was asked for.`;

/** Whether the figures of a period are about the VOs that stand there already. */
const isOfSameVos = (
  table: Table,
  label: string,
  figures: SlaFigures | undefined,
  gone: readonly string[],
): boolean =>
  gone.length === 0 &&
  (figures?.vos ?? []).every(({ name }) => figureAt(table, label, slaColumn(name)) !== undefined);

const hasFigures = (table: Table): boolean =>
  seriesRows(table).some((row) => figureAt(table, row, 'TOTAL') !== undefined);

/** A period, and the VOs that have an agreement during all of it. */
interface PeriodWanted {
  readonly period: Period;
  readonly inForce: VosInForce;
  /** Those of them that have had one when the period was written, and have none any more. */
  readonly kept: readonly string[];
  /** Those that have figures in it although it still runs, and no agreement for all of it any more. */
  readonly gone: readonly string[];
}

/** The periods that a refresh is about; one in which a VO with an agreement has no figure yet is missing. */
function wantedPeriods(
  context: RefreshContext,
  table: Table,
  { agreements }: Agreements,
  kind: SlaKind,
): PeriodWanted[] {
  const all = allPeriods(context).map((period): PeriodWanted => {
    const inForce = vosInForce(agreements, kind, period);
    const others = reported(context, table, period, inForce);
    const runs = isRunning(period, monthOfDay(context.today));
    const kept = runs ? [] : others;
    // As long as a date cannot be read, nobody knows whose TOTAL stands there.
    const gone = runs && inForce.unreadable.length === 0 ? others : [];
    return { period, inForce: { ...inForce, vos: [...inForce.vos, ...kept] }, kept, gone };
  });
  const vosOf = new Map(all.map(({ period: { label }, inForce: { vos } }) => [label, vos]));
  const isMissing = (label: string): boolean =>
    ['TOTAL', ...(vosOf.get(label) ?? []).map(slaColumn)].some(
      (column) => figureAt(table, label, column) === undefined,
    );
  const wanted = new Set(
    periodsToAsk(
      all.map(({ period }) => period),
      context.history,
      isMissing,
    ),
  );
  return all.filter(({ period }) => wanted.has(period));
}

/**
 * VOs that the product has written figures of for a period, and that are not in force in it any more: what has been
 * reported does not shrink because an agreement has left the list since.
 */
function reported({ vos }: RefreshContext, table: Table, { label }: Period, inForce: VosInForce): string[] {
  if (!table.layout.isOwn) return [];
  const there = new Set(inForce.vos.map(slaColumn));
  return [...table.columns].flatMap(([key, column]) => {
    const name = String(table.values[table.headerRow]?.[column]).replace(/ \(VO\)$/, '');
    const isVo = table.layout.columnSeries?.keyOf(key) === key && vos.has(name);
    const isWritten = figureAt(table, label, key) !== undefined && formulaAt(table, label, key) === '';
    return isVo && isWritten && !there.has(key) ? [name] : [];
  });
}

/** What to say of VOs that stay in periods that are over. */
function keptVos(asked: readonly PeriodWanted[], title: string): string[] {
  const kept = asked
    .map(({ period, inForce, kept: names }) => {
      // Of a row that cannot be read it is said already.
      const unread = new Set(inForce.unreadable.flatMap(({ agreement }) => agreement.vos.map(voKey)));
      return { period, kept: names.filter((name) => !unread.has(voKey(name))) };
    })
    .filter((one) => one.kept.length > 0);
  if (kept.length === 0) return [];
  const names = new Map(kept.flatMap((one) => one.kept).map((name) => [voKey(name), name]));
  return [
    `${listVos([...names.values()])}: no agreement in the tab "${title}" any more for all of ` +
      `${describePeriods(kept.map(({ period }) => period))}, which is over and keeps its VOs. To leave one out all the ` +
      'same, empty its cell there and refresh again.',
  ];
}

/** Figures of the running period whose agreements are gone are neither refreshed nor taken away. */
const withoutAgreement = (wanted: readonly PeriodWanted[], table: Table, title: string): NotRefreshed[] =>
  wanted
    .filter(({ period: { label }, inForce }) => {
      return (
        inForce.vos.length === 0 &&
        inForce.unreadable.length === 0 &&
        (figureAt(table, label, 'TOTAL') ?? 0) > 0
      );
    })
    .map(({ period }) => ({
      what: period,
      failure: new Failure(
        `No agreement in the tab "${title}" is about it any more, although it has figures. Look at the tab's columns ` +
          'HTC and Cloud, Status, Start and End.',
      ),
    }));

/** What to say where another program has written before: who was in its figures is not known. */
const takenOver = (table: Table): string[] =>
  table.layout.isOwn || !hasFigures(table)
    ? []
    : [
        `Tab "${titleOf(table)}" has figures of another program. They are measured anew with the agreements of today, period ` +
          'by period as they are asked for.',
      ];

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
function unknownVos(context: RefreshContext, title: string, names: readonly string[]): string[] {
  const absent = new Map(names.map((name) => [voKey(name), name]));
  if (absent.size === 0) return [];
  const known = knownVos(context);
  const unknown = [...absent].filter(([key]) => known && !known.has(key)).map(([, name]) => name);
  if (unknown.length === 0) return [];
  return [
    `${listVos(unknown)}: no hours, and the Operations Portal lists no such VO. Check the name in the tab "${title}".`,
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
