import type { CpuHoursId } from '../../domain/catalogue';
import { changeInPercent, signed } from '../../domain/figures-in-words';
import type { Period } from '../../domain/periods';
import { namesWithout } from '../../domain/variations';
import { readVoList } from '../../domain/vo-names';
import { withKnownVos } from '../../sheets/layout';
import { figureAt, formulaAt, seriesRows, textAt, titleOf, type Table } from '../../sheets/table';
import { countAndNames, quarterBefore, shortName, type Summarise, type SummarySources } from '../summarised';
import { cpuByVoLayout } from './by-vo-tab';
import { cpuLayout } from './total-tab';

/** Gains and losses that are named. */
const NAMED_MOVES = 5;

/** A VO and its hours in a quarter and in the one before; undefined where it is not listed. */
interface Move {
  readonly vo: string;
  readonly before: number | undefined;
  readonly now: number | undefined;
}

/** What the summary says of CPU/h: the VOs that gained and lost most, and those that came and went. */
export const summariseCpuHours =
  (id: CpuHoursId, title: string): Summarise =>
  (sources, quarter) => [
    describeMoves(`${id}-by-vo`, title, sources, quarter),
    describeComings(id, title.replace(' CPU/h', ''), sources, quarter),
  ];

function describeMoves(id: string, title: string, sources: SummarySources, quarter: Period): string {
  const before = quarterBefore(quarter).label;
  const table = sources.table(id, withKnownVos(cpuByVoLayout, sources.isVo));
  const start = `${title} by VO, on the quarter before:`;
  if (!table || table.rows.size === 0) return `${start} not known, because there is no tab with hours by VO.`;
  const lacking = [before, quarter.label].find((label) => !hasFigures(table, label));
  if (lacking !== undefined)
    return `${start} not known, because the tab "${titleOf(table)}" has no figures of ${lacking}.`;
  const moves = seriesRows(table)
    // A row with a formula is a person's, such as a subtotal.
    .filter((row) => [before, quarter.label].every((label) => formulaAt(table, row, label) === ''))
    .map((row) => ({
      vo: labelOf(table, row),
      before: figureAt(table, row, before),
      now: figureAt(table, row, quarter.label),
    }))
    .filter((move) => changeOf(move) !== 0)
    .sort((a, b) => changeOf(b) - changeOf(a) || (a.vo < b.vo ? -1 : 1));
  const gains = moves.filter((move) => changeOf(move) > 0).slice(0, NAMED_MOVES);
  const losses = moves
    .filter((move) => changeOf(move) < 0)
    .slice(-NAMED_MOVES)
    .reverse();
  const inWords = (some: readonly Move[]): string => some.map(describeMove).join(', ') || 'none';
  return `${start} most gained by ${inWords(gains)}; most lost by ${inWords(losses)}.`;
}

/** As the tab has it. */
const labelOf = (table: Table, row: string): string =>
  String(table.values[table.rows.get(row) ?? 0]?.[table.columns.get(table.layout.keyColumn.id) ?? 0]);

const hasFigures = (table: Table, label: string): boolean =>
  seriesRows(table).some((row) => figureAt(table, row, label) !== undefined);

/** Whole hours, as the tab shows them. */
const changeOf = ({ before = 0, now = 0 }: Move): number => Math.round(now) - Math.round(before);

function describeMove(move: Move): string {
  const { vo, before = 0, now } = move;
  const how =
    before === 0 ? 'had none' : now === undefined ? 'not listed any more' : changeInPercent(before, now);
  return `${shortName(vo)} ${signed(changeOf(move))} (${how})`;
}

function describeComings(id: string, kind: string, sources: SummarySources, quarter: Period): string {
  const table = sources.table(id, cpuLayout);
  const start = `${kind} VOs with accounting:`;
  const [before, now] = [quarterBefore(quarter).label, quarter.label].map((label) => ({
    label,
    list: table ? textAt(table, label, 'withList') : '',
  }));
  const lacking = [before, now].find((one) => one?.list === '')?.label;
  if (!before || !now || lacking !== undefined)
    return `${start} who came and went is not known, because there is no list of ${lacking ?? ''}.`;
  const [old, present] = [readVoList(before.list), readVoList(now.list)];
  const [came, went] = [namesWithout(present, old), namesWithout(old, present)];
  return `${start} came: ${countAndNames(came, sources.most)}; went: ${countAndNames(went, sources.most)}.`;
}
