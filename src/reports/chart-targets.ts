import { lastComplete, monthOfDay, parsePeriod } from '../domain/periods';
import type { State } from '../settings/state';
import { columnLetters } from '../sheets/a1';
import { columnRange, isSameFormula, quotedText } from '../sheets/formulas';
import type { Tabs } from '../sheets/tabs';
import { KEY_FIGURES, TRENDS } from '../statistics/registry';
import { WAITING } from './key-results-formulas';
import type { KeyResultColumn } from './key-results-layout';
import { STATUSES, type KeyResults } from './key-results-tab';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** The product's own name of the hidden tab with what charts draw as targets, and its title. */
export const [ID, TITLE] = ['chart-targets', 'OKR Chart targets'] as const;

/** How many periods a chart draws at most: a target stands in as many cells, one below the other. */
export const MOST_PERIODS = 12;

/** The target that comes next of a figure that a chart draws. */
export interface TargetLine {
  /** The product's own name of the tab, and the column there. */
  readonly tab: string;
  readonly column: string;
  /** The period by whose end it shall be reached. */
  readonly period: string;
  /** Where it stands, for so many periods. */
  readonly cells: (periods: number) => Range;
}

/** The figures that charts draw, each with a column of its own in the hidden tab. */
const FIGURES = TRENDS.flatMap(({ tab, series }) =>
  KEY_FIGURES.filter((each) => each.tab === tab && each.column in series && each.mark === undefined),
);

/**
 * The targets that charts can draw: those of key results about a quarter's figure itself, neither its growth nor one VO,
 * and of these the next ones. Formulas keep them as they stand in the tab of key results, so that what users change there
 * is drawn at once.
 *
 * @param isMending whether the hidden tab is made again where users have deleted it
 */
export function targetLines(
  tabs: Tabs,
  keyResults: KeyResults,
  measuredOn: State['measuredOn'],
  isMending: boolean,
): TargetLine[] {
  const next = FIGURES.map(({ name, statistic }) => nextPeriod(keyResults, name, measuredOn[statistic]));
  if (next.every((period) => period === undefined)) return [];
  const sheet = writeTargets(tabs, keyResults, next, isMending);
  if (!sheet) return [];
  return FIGURES.flatMap(({ tab, column }, index) => {
    const period = next[index];
    if (period === undefined) return [];
    return [{ tab, column, period, cells: (periods) => sheet.getRange(2, index + 1, periods, 1) }];
  });
}

/**
 * The target period of a figure's key results that comes next, the last complete period included; undefined where there is
 * none, or their targets differ.
 *
 * @param day on which the figure was last measured; undefined for never
 */
function nextPeriod({ shown }: KeyResults, name: string, day: string | undefined): string | undefined {
  if (day === undefined) return undefined;
  const last = lastComplete(monthOfDay(day)).label;
  const meant = shown
    .filter(({ statistic, vo }) => statistic.toLowerCase() === name.toLowerCase() && vo === '')
    .filter(({ status, target }) => target !== undefined && [...STATUSES, WAITING].includes(status))
    .filter(({ targetPeriod }) => parsePeriod(targetPeriod) !== undefined && targetPeriod >= last);
  const next = meant.map(({ targetPeriod }) => targetPeriod).sort()[0];
  const targets = meant.filter(({ targetPeriod }) => targetPeriod === next).map(({ target }) => target);
  return new Set(targets).size === 1 ? next : undefined;
}

/** @returns the tab; undefined where users have deleted it */
function writeTargets(
  tabs: Tabs,
  keyResults: KeyResults,
  next: readonly (string | undefined)[],
  isMending: boolean,
): Sheet | undefined {
  const found = tabs.find(ID, TITLE);
  if (!found && tabs.hasMade(ID) && !isMending) return undefined;
  const fill = (sheet: Sheet): void => {
    const all = sheet.getRange(1, 1, 1 + MOST_PERIODS, FIGURES.length);
    const formulas = found ? all.getFormulas() : [];
    next.forEach((period, column) => {
      if (period === undefined) return;
      const wanted = columnFormulas(keyResults, column, period);
      const isThere = wanted.every(([formula = ''], row) =>
        isSameFormula(formulas[row]?.[column] ?? '', formula),
      );
      if (!isThere) all.offset(0, column, wanted.length, 1).setFormulas(wanted);
    });
  };
  if (found) fill(found);
  return found ?? tabs.make(ID, TITLE, (sheet) => fill(sheet.hideSheet()));
}

/** The name of the figure, and below it its target as often as a chart may need it. */
function columnFormulas(keyResults: KeyResults, column: number, period: string): string[][] {
  const name = FIGURES[column]?.name ?? '';
  const rest = Array.from({ length: MOST_PERIODS - 1 }, () => [`=$${columnLetters(column)}$2`]);
  return [[`=${quotedText(name)}`], [`=${targetFormula(keyResults, name, period)}`], ...rest];
}

/** The target of the first of the figure's key results of a period that have a score; not available where there is none. */
function targetFormula(
  { title, columns, headerRow, rows }: KeyResults,
  name: string,
  period: string,
): string {
  const all = (id: KeyResultColumn): string => columnRange(title, columns.get(id) ?? 0, rows, headerRow + 2);
  const isScored = STATUSES.map((status) => `(${all('status')}=${quotedText(status)})`).join('+');
  const isMeant =
    `(${all('statistic')}=${quotedText(name)})*(${all('targetPeriod')}=${quotedText(period)})*(${isScored})` +
    (columns.has('vo') ? `*(LEN(${all('vo')})=0)` : '');
  // Text and errors in other targets do no harm, because only one is looked at.
  return `IFERROR(INDEX(${all('target')};SUMPRODUCT(MATCH(1;${isMeant};0)));NA())`;
}
