import { TAB_TITLES, type CpuHoursId } from '../../domain/catalogue';
import { cpuKeyFigures, cpuTrend } from './key-figures';
import { comparedIn } from '../change-columns';
import { cpuByVoLayout, cpuByVoWanted } from './by-vo-tab';
import { summariseCpuHours } from './summary';
import { cpuLayout, cpuWanted } from './total-tab';
import { withKnownVos } from '../../sheets/layout';
import { planUpdate, type Plan } from '../../sheets/plan';
import type { Tab } from '../../sheets/tab';
import type { HeaderNote } from '../../sheets/wanted';
import { figureAt, isIncomplete, seriesRows, textAt, type Table } from '../../sheets/table';
import { cpuFigures, type CpuFigures } from './figures';
import { readVoList, voKey } from '../../domain/vo-names';
import { admitPeriods, warningsOf, withAdmitted } from '../period-gate';
import { heldCell } from '../held-cell';
import { largerSums, type LargerSums } from '../larger-sums';
import { choicesIn, hoursNote, measuredOfOtherVos, otherChoices } from '../choices';
import { doubtAboutNothing } from '../accounting-source';
import { sortOutcomes } from '../sort-outcomes';
import type { Failure } from '../../failure';
import { allPeriods, certainPeriods, isFrozen, type RefreshContext, type Statistic } from '../statistic';
import { isRunning, periodsToAsk, type Period, monthOfDay } from '../../domain/periods';
import type { CpuResult, ViewScope } from '../../portals/accounting/source';

/** Cloud CPU/h or HTC CPU/h: the hours of all VOs that count, by period. */
export const cpuHours = (id: CpuHoursId, title: string, scope: ViewScope): Statistic => ({
  title,
  keyFigures: cpuKeyFigures(id, title),
  trend: cpuTrend(id, title),
  summarise: summariseCpuHours(id, title),
  upcoming: (context) => context.accounting.upcoming(scope, certainPeriods(context)),
  refresh: (context) => {
    const { settings, accounting, today, history } = context;
    const tab = context.tab(id, TAB_TITLES[id], cpuLayout);
    const table = tab.read();
    const periods = periodsToAsk(allPeriods(context), history, (label) => isIncomplete(table, label));
    const choices = choicesIn(settings, scope);
    const measured = { context, tab: id, choices };
    // VOs that closed since stay in their row; those of another group do not.
    const ofOthers = measuredOfOtherVos(measured);
    const outcomes = accounting.ofPeriods(scope, periods, ({ label }) =>
      ofOthers.has(label) ? [] : namedIn(table, label),
    );

    const doubtNothing = (period: Period): Failure | undefined =>
      doubtAboutNothing(isRunning(period, monthOfDay(today)), figureAt(table, period.label, 'cpuHours'));
    const { figures, misses, nothing } = sortOutcomes(periods, outcomes.map(withoutNothing), {
      figures: cpuFigures,
      doubtAboutNothing: doubtNothing,
    });
    const gone = history === 'all' ? nothing : [];
    const admitted = admitPeriods(context, [...figures.keys()], {
      tab: id,
      held: (label) => heldCell(table, label, 'cpuHours'),
      now: (label) => figures.get(label)?.cpuHours,
      smaller: (label) => figures.get(label)?.smaller,
      choices,
      gone,
    });
    const certain = new Map([...figures].filter(([label]) => !admitted.kept.has(label)));
    const larger = largerSums(context, id, 'cpuHours', certain, (label) => namedIn(table, label));
    const mustStay = (label: string): boolean => isFrozen(settings, label) || admitted.kept.has(label);
    const plans =
      certain.size === 0
        ? []
        : writeFigures(id, context, tab, table, {
            figures: certain,
            mustStay,
            larger,
            headerNote: hoursNote('cpuHours', COUNTED, measured, [...certain.keys(), ...gone]),
          });
    admitted.noteMeasured();
    larger.noted();
    return withAdmitted(admitted, {
      periods,
      plans,
      misses,
      remarks: [
        ...(accounting.note === '' ? [] : [accounting.note]),
        ...otherChoices(measured),
        ...warningsOf(figures, admitted),
      ],
      hasFigures: figures.size > 0,
    });
  },
});

/** Whose hours they are. */
const COUNTED = 'all VOs that count, in the period';

/** The VOs that the row of a period names. */
const namedIn = (table: Table, label: string): string[] =>
  ['withList', 'withoutList'].flatMap((column) => readVoList(textAt(table, label, column)));

/** A portal that lists VOs without any hours has nothing either. */
const withoutNothing = (outcome: CpuResult): CpuResult =>
  'value' in outcome && outcome.value?.total === 0 ? { value: undefined } : outcome;

interface ToWrite {
  readonly figures: ReadonlyMap<string, CpuFigures>;
  /** The periods that are not touched. */
  readonly mustStay: (label: string) => boolean;
  readonly headerNote: HeaderNote;
  readonly larger: LargerSums;
}

/**
 * Writes both tabs of a scope. That by VO comes first: which periods are missing is read from the other one, so a
 * refresh that ends between them is made whole by the next.
 */
function writeFigures(
  id: CpuHoursId,
  context: RefreshContext,
  tab: Tab,
  table: Table,
  { figures, mustStay, larger, headerNote }: ToWrite,
): Plan[] {
  const byVoId = `${id}-by-vo` as const;
  const wanted = cpuWanted(figures, mustStay);
  planUpdate(table, wanted); // Where the figures have no place, it throws before anything is written.
  context.vos.add([...figures.values()].flatMap(({ vos }) => vos.map(({ name }) => name)));
  context.vos.add(seriesRows(table).flatMap((label) => namedIn(table, label)));
  const layout = withKnownVos(cpuByVoLayout, context.vos.has);
  const compared = comparedIn(monthOfDay(context.today), context.granularity);
  const byVo = context.update(context.tab(byVoId, TAB_TITLES[byVoId], layout), {
    ...cpuByVoWanted(
      figures,
      (label) => namedIn(table, label),
      figures.has(compared.latest) ? compared : undefined,
    ),
    figureNotes: larger.byVo.map(({ label, vo, text }) => ({ row: voKey(vo), column: label, text })),
  });
  return [context.update(tab, { ...wanted, headerNote, figureNotes: larger.notes }), byVo];
}
