import { columnRange, quotedText } from '../sheets/formulas';
import { FORMAT, formula, type Content, type Section } from './dashboard-content';
import { ROWS } from './key-results-formulas';
import type { KeyResultColumn } from './key-results-layout';
import { statusColor, type KeyResults } from './key-results-tab';

/** Key results that the dashboard shows, the worst first; a last line says how many more there are. */
export const SHOWN_KEY_RESULTS = 8;

/** Counts every key result that users have begun. */
export function onTrack(keyResults: KeyResults): string {
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

export const keyResultsSection = (keyResults: KeyResults): Section => ({
  id: 'key results',
  header: ['Key result', 'Status', 'Score', '', 'Expected', 'Current', 'Target'],
  lines: [
    ...Array.from({ length: SHOWN_KEY_RESULTS }, (_, index) => keyResultLine(keyResults, index)),
    [formula(moreThanShown(keyResults))],
  ],
  formatsOf: () => [
    FORMAT.any,
    FORMAT.any,
    FORMAT.any,
    FORMAT.percent,
    FORMAT.percent,
    FORMAT.number,
    FORMAT.number,
  ],
  figuresFrom: 3,
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
  return [
    text('keyResult'),
    text('status'),
    bar(cell('status'), cell('score')),
    figure('score'),
    figure('expected'),
    figure('current'),
    figure('target'),
  ];
}

/**
 * A bar as long as the score, in the colour of the status. Where a program knows no SPARKLINE, it is made of signs, which
 * have the colour of their cell. The options stand in no braces, because those differ by locale.
 */
function bar(status: string, score: string): Content {
  const color = (of: string): string => quotedText(statusColor(of));
  const colors = `IF(${status}="behind";${color('behind')};IF(${status}="at risk";${color('at risk')};${color('done')}))`;
  const options = `VSTACK(HSTACK("charttype";"bar");HSTACK("max";1);HSTACK("color1";${colors}))`;
  const figure = `AVERAGE(${score})`;
  const tenths = `ROUND(10*${figure};0)`;
  const signs = `LEFT("||||||||||";${tenths})&LEFT("··········";10-${tenths})`;
  return formula(`IFERROR(IF(${figure}>=0;IFERROR(SPARKLINE(${figure};${options});${signs}));"")`);
}

const moreThanShown = (keyResults: KeyResults): string => {
  const more = `${countOf(keyResults)}-${SHOWN_KEY_RESULTS}`;
  return `IFERROR(IF(${more}>0;"and "&(${more})&" more in the tab "&${quotedText(keyResults.title)};"");"")`;
};
