// Formulas that the spreadsheet library cannot work out: their text is kept, and the result that the file had.
import { addFunction, helpers, iterateAstNodes, parse, registries } from '@odoo/o-spreadsheet';
import { textOf, tokensOf, type FormulaToken } from './formulas';

/** Stands in the model for such a formula: its text, with {0}, {1}, ... for cells; the type of its result (and for an array what it fills); that result; those cells. */
const KEPT = 'KEPT.FORMULA';

/** As in the attribute `t` of a cell, `n` for a number. */
export type ResultType = 'n' | 'str' | 'b' | 'e';

/** What a formula gave when the file was saved. */
export interface CachedResult {
  readonly type: ResultType;
  readonly value: string;
}

/** An array formula: the cells that it fills, and whether it fills as many as it needs. */
export interface ArrayFormula {
  readonly rows: number;
  readonly columns: number;
  readonly isDynamic: boolean;
}

export interface KeptFormula {
  /** Without its equals sign. */
  readonly formula: string;
  readonly result: CachedResult;
  readonly array?: ArrayFormula;
}

/** The library knows no quotes within texts, looks for columns of tables in brackets, and takes marks such as _xlfn. away. */
const inQuotes = (text: string): string =>
  `"${text.replace(/[%"\\[\]_]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}"`;
const withoutQuotes = (text: string): string => plain(text.slice(1, -1));
const plain = (text: string): string =>
  text.replace(/%(22|25|5[BCDF])/gu, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));

/** Call once, before the first model. */
export function registerKeptFormulas(): void {
  if (registries.functionRegistry.contains(KEPT)) return;
  addFunction(KEPT, {
    description: 'A formula of another program, with its last result.',
    args: [
      helpers.arg('formula (string)', 'Its text.'),
      helpers.arg('type (string)', 'Of its last result.'),
      helpers.arg('result (string)', 'Its last result.'),
      helpers.arg('cells (any, range, optional, repeating)', 'The cells in it.'),
    ],
    isExported: true,
    compute: (_formula, type, result) => {
      const value = plain(textFrom(result));
      switch (textFrom(type).split(' ')[0]) {
        case 'n':
          return { value: value === '' ? null : Number(value) };
        case 'b':
          return { value: value === '1' };
        case 'e':
          return { value, message: 'The result that the file had.' };
        default:
          return { value };
      }
    },
  });
}

function textFrom(argument: unknown): string {
  const { value } = argument as { value?: unknown };
  return typeof value === 'string' ? value : '';
}

/**
 * The model's formula for one that it cannot work out. Cells in it are followed when rows and columns move.
 *
 * @param tabs titles of the tabs, as the model has them
 */
export function keptFormula(
  { formula, result: { type, value }, array }: KeptFormula,
  tabs: ReadonlySet<string>,
): string {
  const cells: string[] = [];
  const tokens = tokensOf(formula);
  let text = '';
  for (let index = 0; index < tokens.length; index++) {
    const length = lengthOfReference(tokens, index, tabs);
    if (length === 0) text += (tokens[index]?.text ?? '').replace(/[{}]/gu, (brace) => brace + brace);
    else {
      text += `{${cells.length}}`;
      cells.push(textOf(tokens.slice(index, index + length)));
      index += length - 1;
    }
  }
  const kind = array
    ? `${type} ${array.isDynamic ? 'dynamic' : 'array'} ${array.rows} ${array.columns}`
    : type;
  return `=${KEPT}(${[inQuotes(text), inQuotes(kind), inQuotes(value), ...cells].join(',')})`;
}

/** How many tokens from here on are one reference to cells of a tab that exists: `tab!A1:B2` or a part of that. */
function lengthOfReference(
  tokens: readonly FormulaToken[],
  index: number,
  tabs: ReadonlySet<string>,
): number {
  const tab = tokens[index]?.kind === 'tab' ? 1 : 0;
  if (tab === 1 && !tabs.has(titleIn(tokens[index]?.text ?? ''))) return 0;
  if (tokens[index + tab]?.kind !== 'cell') return 0;
  // A cell of a tab that is not there.
  if (tab === 0 && tokens[index - 1]?.kind === 'tab') return 0;
  const isRange = tokens[index + tab + 1]?.text === ':' && tokens[index + tab + 2]?.kind === 'cell';
  return tab + (isRange ? 3 : 1);
}

/** The title in `'a tab'!` or `tab!`. */
function titleIn(tab: string): string {
  const text = tab.slice(0, -1);
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/** The formula that was kept, with or without an equals sign; undefined for any other formula of the model. */
export function unkept(formula: string): KeptFormula | undefined {
  const start = new RegExp(`^=?${KEPT.replace('.', '\\.')}\\(`, 'iu').exec(formula)?.[0];
  if (start === undefined) return undefined;
  const args = argumentsIn(formula.slice(start.length, formula.lastIndexOf(')')));
  const [text = '""', type = '""', value = '""', ...cells] = args;
  const whole = withoutQuotes(text).replace(/\{\{|\}\}|\{(\d+)\}/gu, (part, index?: string) =>
    index === undefined ? part.charAt(0) : (cells[Number(index)] ?? '#REF!').replace(/^#REF$/u, '#REF!'),
  );
  const [kind, array, rows, columns] = withoutQuotes(type).split(' ');
  return {
    formula: whole,
    result: { type: kind as ResultType, value: withoutQuotes(value) },
    ...(array !== undefined && {
      array: { rows: Number(rows), columns: Number(columns), isDynamic: array === 'dynamic' },
    }),
  };
}

/** Arguments at commas: none of them is a formula of its own. */
function argumentsIn(list: string): string[] {
  const args: string[] = [''];
  for (const { kind, text } of tokensOf(list)) {
    if (kind === 'other' && text === ',') args.push('');
    else args.push(`${args.pop() ?? ''}${text}`);
  }
  return args.map((each) => each.trim());
}

/** Whether the library knows a function, and writes it into .xlsx files. */
function isWritten(name: string): boolean {
  const { functionRegistry } = registries;
  return functionRegistry.contains(name) && functionRegistry.get(name).isExported === true;
}

/**
 * Whether the library understands a formula (without its equals sign) and knows its functions.
 *
 * @param names defined names of the workbook, in small letters
 */
export function isComputable(formula: string, names: ReadonlySet<string>): boolean {
  // A file outside, or a column of a table.
  if (tokensOf(formula).some(({ kind }) => kind === 'bracket')) return false;
  try {
    for (const node of iterateAstNodes(parse(formula.replaceAll('#REF!', '#REF')))) {
      if (node.type === 'FUNCALL' && !isWritten(node.value.toUpperCase())) return false;
      // Of -2^2 other programs make 4, the library -4.
      if (
        node.type === 'UNARY_OPERATION' &&
        node.operand.type === 'BIN_OPERATION' &&
        node.operand.value === '^'
      )
        return false;
      if (node.type === 'SYMBOL' && !names.has(node.value.toLowerCase())) return false;
    }
    return true;
  } catch {
    return false;
  }
}
