import { columnLetters } from '../sheets/a1';
import { quotedTitle } from '../sheets/formulas';
import { periodBefore } from '../domain/label-formulas';
import { inTurn } from './formula-parts';
import { AT_RISK, SCORED } from './key-results-status';
import { LONGEST_RECORD, type KeyResultColumn, type OwnColumn } from './key-results-layout';

/** What formulas of one row see of the others, and of how key results stood before. */
export interface Surroundings {
  /** The rows of key results, from 1. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** The tab with their history; undefined as long as there is none. */
  readonly history: { readonly title: string; readonly rows: number; readonly columns: number } | undefined;
}

/** The header of the history that formulas look for. */
const SCORE_HEADER = 'Score';

/** Characters of a record that are neither its objective nor its words: `2026.07-09 ` and `: `. */
const LABEL_AND_SIGNS = 13;

/** Groups of digits of the numbers by which the dashboard puts key results into order. */
const [OBJECTIVE, PLACE_OF_OBJECTIVE] = ['10^12', '10^9'] as const;
/** As many objectives are told apart by their place. */
const MOST_OBJECTIVES = 999;
/** Behind all scores in per cent: objectives without a score, and key results without an objective. */
const [NO_SCORE, NO_OBJECTIVE] = [101, 102] as const;

type ObjectiveColumn = Extract<
  OwnColumn,
  'objectiveScore' | 'objectiveExpected' | 'objectiveStatus' | 'objectiveOrder' | 'scoreBefore'
>;

/** The formulas of a row about its objective; the score is the mean of those that count, by their weights. */
export function objectiveFormulas(
  columns: ReadonlyMap<string, number>,
  row: number,
  around: Surroundings,
): Record<ObjectiveColumn, string> {
  const letter = (id: KeyResultColumn): string => columnLetters(columns.get(id) ?? 0);
  const at = (id: KeyResultColumn): string => `$${letter(id)}${row}`;
  const all = (id: KeyResultColumn): string =>
    `$${letter(id)}$${around.firstRow}:$${letter(id)}$${around.lastRow}`;
  const [objective, score, expected] = [at('objective'), at('objectiveScore'), at('objectiveExpected')];
  const isNone = hasNoWords(objective);
  const isSame = isSameObjective(objective, all('objective'));
  const sum = (id: KeyResultColumn): string => `SUMPRODUCT(${isSame}*1;${all(id)})`;
  const mean = (id: KeyResultColumn): string =>
    `=IF(${isNone};"";IFERROR(ROUND(${sum(id)}/${sum('countedWeight')};9);""))`;
  // Rows that hold no key result, such as one with the objective alone, have no heading.
  const place = placeOf(columns.has('order') ? `${isSame}*ISNUMBER(${all('order')})` : `${isSame}*1`);
  const status = inTurn(
    [
      [`COUNT(${score};${expected})<2`, '"no score yet"'],
      [`${score}>=1`, `"${SCORED[0]}"`],
      [`${score}>=${expected}`, `"${SCORED[1]}"`],
      [`${score}>=ROUND(${AT_RISK.join('/')}*${expected};9)`, `"${SCORED[2]}"`],
    ],
    `"${SCORED[3]}"`,
  );
  return {
    objectiveScore: mean('weightedScore'),
    objectiveExpected: mean('weightedExpected'),
    objectiveStatus: `=IF(${isNone};"";${status})`,
    // A heading for all rows of the objective stands before the first of them in the order.
    objectiveOrder:
      `=IF(${isNone};"";IFERROR(IF(${place}=ROW()-${around.firstRow - 1};` +
      `${groupOf(columns, row, around)}+ROW();"");""))`,
    scoreBefore: scoreBefore(
      {
        objective,
        keyResult: at('keyResult'),
        period: at('currentPeriod'),
        isSame,
        keyResults: all('keyResult'),
      },
      around,
    ),
  };
}

/** Not by SUMIF and MATCH: these tell blanks at the end apart, and take signs such as ">" or "*" for more than letters. */
const isSameObjective = (objective: string, all: string): string => `(TRIM(${all})=TRIM(${objective}))`;
const hasNoWords = (cell: string): string => `LEN(TRIM(${cell}))=0`;

/** The first place of a list of 0 and 1 that has 1. */
const placeOf = (list: string): string => `SUMPRODUCT(MATCH(1;${list};0))`;

/** The leading digits of a row's order: objectives with the lowest score come first, and their key results together. */
export function groupOf(columns: ReadonlyMap<string, number>, row: number, around: Surroundings): string {
  if (!['objectiveScore', 'objectiveOrder'].every((id) => columns.has(id))) return '0';
  const letter = columnLetters(columns.get('objective') ?? 0);
  const objective = `$${letter}${row}`;
  const range = `$${letter}$${around.firstRow}:$${letter}$${around.lastRow}`;
  const score = `$${columnLetters(columns.get('objectiveScore') ?? 0)}${row}`;
  return (
    `IF(${hasNoWords(objective)};${NO_OBJECTIVE}*${OBJECTIVE};` +
    `IF(COUNT(${score})=1;ROUND(100*${score};0);${NO_SCORE})*${OBJECTIVE}+` +
    `MIN(${MOST_OBJECTIVES};IFERROR(${placeOf(`${isSameObjective(objective, range)}*1`)};0))*${PLACE_OF_OBJECTIVE})`
  );
}

/**
 * The score that the history has of the period before the current one; nothing where there is none, or where another key
 * result has the same words, because it may be that one's.
 */
function scoreBefore(
  cells: Readonly<Record<'objective' | 'keyResult' | 'period' | 'isSame' | 'keyResults', string>>,
  { history }: Surroundings,
): string {
  if (!history) return '=""';
  const { objective, keyResult, period, isSame, keyResults } = cells;
  const { title, rows, columns } = history;
  const last = columnLetters(columns - 1);
  const all = `${quotedTitle(title)}!$A$1:$${last}$${rows}`;
  const words = `${periodBefore(period)}&" "&IF(${hasNoWords(objective)};"";TRIM(${objective})&": ")&${keyResult}`;
  const oneLine = (text: string): string => `TRIM(SUBSTITUTE(${text};CHAR(10);" "))`;
  const record = `LEFT(${oneLine(words)};${LONGEST_RECORD})`;
  // As many characters as a record has of the words.
  const told = (text: string): string =>
    `LEFT(${oneLine(text)};MAX(0;${LONGEST_RECORD - LABEL_AND_SIGNS}-LEN(TRIM(${objective}))))`;
  const isAlone = `SUMPRODUCT(${isSame}*(${told(keyResults)}=${told(keyResult)}))=1`;
  // Wherever users have moved the table to; none is an error, as 1/0, because INDEX takes 0 for everything.
  const place = (text: string, of: 'ROW' | 'COLUMN'): string =>
    `ROUND(1/(1/SUMPRODUCT(MAX((${all}=${text})*(${of}(${all})-MIN(${of}(${all}))+1))));0)`;
  // INDEX of one column, because of more it makes 0 of a blank cell in some programs.
  const scores = `INDEX(${all};0;${place(`"${SCORE_HEADER}"`, 'COLUMN')})`;
  return `=IFERROR(IF(${isAlone};AVERAGE(INDEX(${scores};${place(record, 'ROW')}));"");"")`;
}
