import { columnRange, figureOf, quotedText } from '../sheets/formulas';
import { measuredFigureOf, type MeasuredFigure } from '../statistics/key-figures';
import { ROWS } from './key-results-formulas';
import type { KeyResultColumn } from './key-results-layout';
import type { KeyResults } from './key-results-tab';
import { addMonths, periodOf, lastComplete } from '../domain/periods';

/** What a cell shall hold: a text, or a formula. */
export type Content = string | { readonly formula: string };

/** Rows of the dashboard under a header of their own. */
export interface Section {
  readonly id: 'top' | 'key results' | 'figures' | 'results' | 'remarks';
  /** Its first row, by whose first two cells it is found. */
  readonly header: readonly string[];
  /**
   * Its rows; a text in the first cell is a label, by which the row is found wherever people have moved it. What stands
   * in a cell for which nothing is given stays.
   */
  readonly lines: readonly (readonly [Content, ...(Content | undefined)[]])[];
  /** Number formats of the columns of one of its rows. */
  readonly formatsOf: (line: number) => readonly string[];
}

export const TITLE = 'OKR Dashboard';
/** Labels of rows at the top; beside the first people tick. */
export const REFRESH = 'Refresh now';
export const ON_TRACK = 'On track?';
export const WARNINGS = 'Warnings';
export const UP_TO_DATE = 'Up to date?';
/** Key results that the dashboard shows, the worst first; a last line says how many more there are. */
export const SHOWN_KEY_RESULTS = 8;

const ANY = 'General';
const TEXT = '@';
const NUMBER = '#,##0';
const PERCENT = '0%';
const CHANGE = '+0.0%;-0.0%;0.0%';
/** Of what there are few: of 1 VO fewer, "-100.0%" would say too much. */
const FEW = '+0;-0;0';

/** The rows at the top. */
export interface Top {
  /** When and by whom the last refresh was, and what came of it. */
  readonly lastRefresh: string;
  readonly warnings: string;
  /** Titles of the statistics whose last refresh has not done all, and of all that are switched on. */
  readonly unwell: readonly string[];
  readonly statistics: readonly string[];
  /** The day since which some statistic has not been refreshed, `2026-11-23`; '' when one never was. */
  readonly oldest: string;
  /** After how many days figures are stale. */
  readonly staleAfterDays: number;
  /** What ticking does. */
  readonly besideTick: string;
}

export const topSection = (top: Top, keyResults: KeyResults | undefined): Section => ({
  id: 'top',
  header: [TITLE],
  lines: [
    ...(keyResults ? [[ON_TRACK, formula(onTrack(keyResults))] as const] : []),
    [WARNINGS, top.warnings],
    ['Last refresh', top.lastRefresh],
    [UP_TO_DATE, upToDate(top)],
    [REFRESH, undefined, top.besideTick],
  ],
  formatsOf: () => [TEXT, ANY, TEXT],
});

const formula = (text: string): Content => ({ formula: `=${text}` });

/** Counts every key result that people have begun. */
function onTrack(keyResults: KeyResults): string {
  const statuses = statusRange(keyResults);
  const count = (status: string): string => `COUNTIF(${statuses};"${status}")`;
  const good = `(${count('done')}+${count('on track')})`;
  const scored = `(${good}+${count('at risk')}+${count('behind')})`;
  const unscored = `(${countOf(keyResults)}-${scored}-${count('not started')})`;
  const also = (number: string, words: string): string => `IF(${number}>0;", "&${number}&" ${words}";"")`;
  return (
    `IFERROR(IF(${countOf(keyResults)}=0;"There are no scores yet: fill in a row of the tab with key results.";` +
    `${good}&" of "&${scored}&" key results are done or on track, "&` +
    `${count('at risk')}&" at risk, "&${count('behind')}&" behind"&` +
    `${also(count('not started'), 'not started')}&${also(unscored, 'without a score')}&".");"")`
  );
}

const statusRange = ({ title, columns, headerRow, rows }: KeyResults): string =>
  columnRange(title, columns.get('status') ?? 0, rows, headerRow + 2);

/** How many key results there are: rows with a status. */
const countOf = (keyResults: KeyResults): string => `SUMPRODUCT((LEN(${statusRange(keyResults)})>0)*1)`;

/** By the day on which somebody looks, because no refresh tells that none has run. */
function upToDate({ oldest, staleAfterDays, unwell, statistics }: Top): Content {
  if (unwell.length > 0) {
    const since = oldest === '' ? '' : ` Everything was refreshed last on ${oldest}.`;
    const of = unwell.length < statistics.length ? ` of ${statistics.length}` : '';
    return `NO: ${unwell.length}${of} not refreshed: ${unwell.join(', ')}.${since}`;
  }
  if (oldest === '') return 'No: some statistics have never been refreshed completely, see below.';
  const days = `DAYS(TODAY();DATE(${oldest.split('-').map(Number).join(';')}))`;
  return formula(
    `IF(${days}>${staleAfterDays};"NO: some figures are "&${days}&" days old. Refresh, or see what became of the schedule.";` +
      `"Yes: everything has been refreshed since ${oldest}.")`,
  );
}

export const keyResultsSection = (keyResults: KeyResults): Section => ({
  id: 'key results',
  header: ['Key result', 'Status', 'Score', '', 'Expected', 'Current', 'Target'],
  lines: [
    ...Array.from({ length: SHOWN_KEY_RESULTS }, (_, index) => keyResultLine(keyResults, index)),
    [formula(moreThanShown(keyResults))],
  ],
  formatsOf: () => [ANY, ANY, ANY, PERCENT, PERCENT, NUMBER, NUMBER],
});

function keyResultLine(
  { title, columns, headerRow, rows }: KeyResults,
  index: number,
): Section['lines'][number] {
  const range = (id: KeyResultColumn): string => columnRange(title, columns.get(id) ?? 0, rows);
  const row = columns.has('order')
    ? `MOD(SMALL(${range('order')};${index + 1});${ROWS})`
    : String(headerRow + 2 + index);
  const cell = (id: KeyResultColumn): string => `INDEX(${range(id)};${row})`;
  const text = (id: KeyResultColumn): Content => formula(`IFERROR(${cell(id)}&"";"")`);
  const figure = (id: KeyResultColumn): Content => formula(`IFERROR(AVERAGE(${cell(id)});"")`);
  const tenths = `ROUND(10*AVERAGE(${cell('score')});0)`;
  return [
    text('keyResult'),
    text('status'),
    formula(`IFERROR(LEFT("||||||||||";${tenths})&LEFT("··········";10-${tenths});"")`),
    figure('score'),
    figure('expected'),
    figure('current'),
    figure('target'),
  ];
}

const moreThanShown = (keyResults: KeyResults): string => {
  const more = `${countOf(keyResults)}-${SHOWN_KEY_RESULTS}`;
  return `IFERROR(IF(${more}>0;"and "&(${more})&" more in the tab "&${quotedText(keyResults.title)};"");"")`;
};

export const figuresSection = (figures: readonly MeasuredFigure[]): Section => ({
  id: 'figures',
  header: [
    'Figures',
    'Last complete period',
    'Figure',
    'Change on the period before',
    'Change on a year before',
    'Running period',
    'So far',
  ],
  lines: figures.map((figure) => {
    const { name, month, sources, isFew, isKnownOfTodayOnly } = figure;
    const [source] = sources;
    if (month === '' || !source) return [name, '', 'no figure yet', '', '', '', ''];
    const last = lastComplete(month);
    const earlier = (months: number): string => periodOf(addMonths(last.firstMonth, -months)).label;
    const value = (label: string): string => figureOf(source, `"${label}"`);
    const change = (months: number): Content => {
      const [now, before] = [value(last.label), value(earlier(months))];
      return formula(`IFERROR(${isFew ? `${now}-${before}` : `${now}/${before}-1`};"")`);
    };
    const running = periodOf(month).label;
    return [
      name,
      formula(`"${last.label}"`), // With the formulas beside it, it is written at once.
      formula(
        `IFERROR(${measuredFigureOf(figure, `"${last.label}"`)};"${isKnownOfTodayOnly ? 'not asked then' : 'no figure'}")`,
      ),
      change(3),
      change(12),
      formula(`"${running}"`),
      formula(`IFERROR(${value(running)};"")`),
    ];
  }),
  formatsOf: (line) => {
    const change = figures[line]?.isFew ? FEW : CHANGE;
    return [TEXT, ANY, NUMBER, change, change, ANY, NUMBER];
  },
});

/** What came of a statistic when it was last refreshed. */
export interface ResultView {
  readonly statistic: string;
  readonly result: string;
  readonly when: string;
  readonly message: string;
}

export const resultsSection = (results: readonly ResultView[]): Section => ({
  id: 'results',
  header: ['Statistic', 'Result', 'When', 'Message'],
  lines: results.map(({ statistic, result, when, message }) => [statistic, result, when, message]),
  formatsOf: () => [TEXT, TEXT, TEXT, TEXT],
});

/** What is to be known of the figures of each statistic, as long as it holds. */
export const remarksSection = (remarks: ReadonlyMap<string, readonly string[]>): Section => ({
  id: 'remarks',
  header: ['Remarks', '', 'What is to be known, and no failure'],
  lines: [...remarks].map(([statistic, texts]) => [
    statistic,
    undefined,
    texts.length === 0 ? 'None' : texts.join('\n'),
  ]),
  formatsOf: () => [TEXT, TEXT, TEXT],
});
