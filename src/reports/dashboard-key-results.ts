import { columnLetters } from '../sheets/a1';
import { columnRange, quotedText, quotedTitle } from '../sheets/formulas';
import { FORMAT, formula, type Content, type Section } from './dashboard-content';
import { ROWS } from './key-results-formulas';
import type { KeyResultColumn } from './key-results-layout';
import type { Status } from './key-results-status';
import { statusColor, type KeyResults } from './key-results-tab';

/** Lines of key results and their objectives at first, and at most; a last line says how many more there are. */
export const SHOWN_KEY_RESULTS = 4;
const MOST_SHOWN = 40;
/** Stands before the name of an objective. */
export const HEADING = '\u00bb';

/** Counts every key result that users have begun, each once: the parts add up to the number at the beginning. */
export function onTrack(keyResults: KeyResults): string {
  const statuses = statusRange(keyResults);
  const count = (status: Status): string => `COUNTIF(${statuses};"${status}")`;
  const good = `(${count('done')}+${count('on track')})`;
  const scored = `(${good}+${count('at risk')}+${count('behind')})`;
  const all = countOf(keyResults);
  const unscored = `(${all}-${scored}-${count('not started')})`;
  const also = (number: string, words: string): string => `IF(${number}>0;", "&${number}&" ${words}";"")`;
  return (
    `IFERROR(IF(${all}=0;"There are no scores yet: fill in a row of the tab with key results.";` +
    `${all}&IF(${all}=1;" key result: ";" key results: ")&${good}&" done or on track, "&` +
    `${count('at risk')}&" at risk, "&${count('behind')}&" behind"&` +
    `${also(count('not started'), 'not started')}&${also(unscored, 'without a score')}&".");"")`
  );
}

const statusRange = ({ title, columns, headerRow, rows }: KeyResults): string =>
  columnRange(title, columns.get('status') ?? 0, rows, headerRow + 2);

/** How many key results there are: rows with a status. */
const countOf = (keyResults: KeyResults): string => `SUMPRODUCT((LEN(${statusRange(keyResults)})>0)*1)`;

export const keyResultsSection = (keyResults: KeyResults): Section => {
  const count = Math.min(MOST_SHOWN, Math.max(SHOWN_KEY_RESULTS, keyResults.lines));
  return {
    id: 'key results',
    header: ['Key result', 'Status', 'Score', '', 'Expected', 'Current', 'Target', 'Score since last period'],
    lines: [
      ...Array.from({ length: count }, (_, index) => keyResultLine(keyResults, index)),
      [formula(moreThanShown(keyResults, count))],
    ],
    formatsOf: () => [
      FORMAT.any,
      FORMAT.any,
      FORMAT.any,
      FORMAT.percent,
      FORMAT.percent,
      FORMAT.number,
      FORMAT.number,
      FORMAT.points,
    ],
    figuresFrom: 3,
  };
};

/** The cells by which lines are put into order: those of key results, and beside them those of their objectives. */
function orderRange({ title, columns, rows }: KeyResults): { all: string; hasHeadings: boolean } {
  const [own, objective] = [columns.get('order') ?? 0, columns.get('objectiveOrder')];
  const hasHeadings = objective === own + 1;
  const last = columnLetters(hasHeadings ? objective : own);
  return { all: `${quotedTitle(title)}!$${columnLetters(own)}$1:$${last}$${rows}`, hasHeadings };
}

function keyResultLine(keyResults: KeyResults, index: number): Section['lines'][number] {
  const { title, columns, headerRow, rows } = keyResults;
  const range = (id: KeyResultColumn): string => columnRange(title, columns.get(id) ?? 0, rows);
  const { all, hasHeadings } = orderRange(keyResults);
  const number = `SMALL(${all};${index + 1})`;
  const row = columns.has('order')
    ? `${number}-INT(${number}/${ROWS})*${ROWS}`
    : String(headerRow + 2 + index);
  const isHeading = `INT(${number}/10^8)=INT(${number}/10^9)*10`;
  const cell = (id: KeyResultColumn): string => `INDEX(${range(id)};${row})`;
  /** Of the key result, or of the objective whose heading it is. */
  const either = (id: KeyResultColumn, ofObjective: string): string =>
    hasHeadings ? `IF(${isHeading};${ofObjective};${cell(id)})` : cell(id);
  /** INDEX alone makes 0 of a blank cell. */
  const figure = (id: KeyResultColumn): string => `AVERAGE(${cell(id)})`;
  const eitherFigure = (id: KeyResultColumn, ofObjective: string): string =>
    hasHeadings ? `IF(${isHeading};${ofObjective};${figure(id)})` : figure(id);
  const shown = (content: string): Content => formula(`IFERROR(${content};"")`);
  // Whole numbers are what most figures are: a fraction of few is shown as a text, because rounded it would be another figure.
  const exact = (id: 'current' | 'target'): string =>
    `IF(ABS(${figure(id)})<100;IF(${figure(id)}=INT(${figure(id)});${figure(id)};ROUND(${figure(id)};2)&"");${figure(id)})`;
  const exactly = (id: 'current' | 'target'): string =>
    hasHeadings ? `IF(${isHeading};"";${exact(id)})` : exact(id);
  const status = either('status', cell('objectiveStatus'));
  const score = eitherFigure('score', figure('objectiveScore'));
  const change = `${figure('score')}-${figure('scoreBefore')}`;
  return [
    shown(`${either('keyResult', `"${HEADING} "&${cell('objective')}`)}&""`),
    shown(`${status}&""`),
    bar(status, score),
    shown(score),
    shown(eitherFigure('expected', figure('objectiveExpected'))),
    shown(exactly('current')),
    shown(exactly('target')),
    columns.has('scoreBefore') ? shown(hasHeadings ? `IF(${isHeading};"";${change})` : change) : undefined,
  ];
}

/**
 * A bar as long as the score, in the colour of the status. Where a program knows no SPARKLINE, it is made of signs, which
 * have the colour of their cell. The options stand in no braces, because those differ by locale.
 */
function bar(status: string, score: string): Content {
  const color = (of: Status): string => quotedText(statusColor(of));
  const colors = `IF(${status}="behind";${color('behind')};IF(${status}="at risk";${color('at risk')};${color('done')}))`;
  const options = `VSTACK(HSTACK("charttype";"bar");HSTACK("max";1);HSTACK("color1";${colors}))`;
  const tenths = `ROUND(10*${score};0)`;
  const signs = `LEFT("||||||||||";${tenths})&LEFT("··········";10-${tenths})`;
  return formula(`IFERROR(IF(${score}>=0;IFERROR(SPARKLINE(${score};${options});${signs}));"")`);
}

/** Rows that have no score yet have no order either, and come last. */
function moreThanShown(keyResults: KeyResults, count: number): string {
  const { title, columns, rows } = keyResults;
  const order = columnRange(title, columns.get('order') ?? 0, rows);
  const last = `IFERROR(SMALL(${orderRange(keyResults).all};${count});10^15)`;
  const shown = columns.has('order') ? `SUMPRODUCT(ISNUMBER(${order})*(${order}<=${last}))` : String(count);
  const more = `${countOf(keyResults)}-${shown}`;
  return `IFERROR(IF(${more}>0;"and "&(${more})&" more in the tab "&${quotedText(title)};"");"")`;
}
