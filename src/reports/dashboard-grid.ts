import type { Content, Section } from './dashboard-content';
import { formatSections } from './dashboard-formats';
import { isSameFormula } from '../sheets/formulas';
import type { Insertion } from '../sheets/plan';
import { coverWithRectangles } from '../sheets/rectangles';
import type { Spreadsheet } from '../google/spreadsheet';
import { isSameText, plainText } from '../sheets/text';
import { withInsertions } from '../sheets/unfinished';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;
type Rows = readonly (readonly string[])[];

/** The dashboard's tab as it stands, and what shall be written into it; rows and columns from 0. */
export interface Grid {
  readonly sheet: Sheet;
  /** What stands there now, as shown. */
  readonly shown: string[][];
  readonly formulas: string[][];
  /** The first two texts of each row as it will be: by them sections and rows are found. */
  readonly planned: string[][];
  readonly writes: Write[];
  /** Rows to insert, in the order in which they must be. */
  readonly insertions: Insertion[];
  /** Sections that are new, each with its header row. */
  readonly added: { row: number; readonly section: Section }[];
  /** Inserted rows with their number formats. */
  readonly inserted: Inserted[];
  /** Whether nothing stands there yet. */
  readonly isNew: boolean;
}

interface Inserted {
  row: number;
  readonly formats: readonly string[];
  /** Whether it stands right below a header, and would look like that. */
  readonly isFirst: boolean;
  readonly isWrapped: boolean;
}

interface Write {
  row: number;
  readonly column: number;
  readonly content: Content;
}

/**
 * Reads a tab; what users have in it stays, and new sections go below that.
 *
 * @param isMadeNow whether nothing can stand there yet
 */
export function readGrid(sheet: Sheet, isMadeNow: boolean): Grid {
  const range = sheet.getDataRange();
  const shown = isMadeNow ? [] : range.getDisplayValues();
  const isNew = shown.every((row) => row.every((cell) => cell === ''));
  const todo = { writes: [], insertions: [], added: [], inserted: [] };
  if (isNew) return { sheet, shown: [], formulas: [], planned: [], ...todo, isNew };
  const planned = shown.map((row) => row.slice(0, 2));
  return { sheet, shown, formulas: range.getFormulas(), planned, ...todo, isNew };
}

const startOf = (row: readonly string[]): string => `${row[0] ?? ''} ${row[1] ?? ''}`;

export const headerRowOf = (rows: Rows, { header }: Section): number =>
  rows.findIndex((row) => startOf(row) === startOf(header));

/** Where the section after a header row ends: before the next header, or at the end. */
function endOf(rows: Rows, header: number, sections: readonly Section[]): number {
  const starts = sections.map((section) => startOf(section.header));
  const next = rows.findIndex((row, index) => index > header && starts.includes(startOf(row)));
  return next === -1 ? rows.length : next;
}

/** The rows of a section as they are shown. */
export function rowsOf({ shown }: Grid, section: Section, sections: readonly Section[]): Rows {
  const header = headerRowOf(shown, section);
  return header === -1 ? [] : shown.slice(header + 1, endOf(shown, header, sections));
}

/**
 * Finds the rows of the sections, makes those that have never been there, and notes what is to be written.
 *
 * @param made ids of the sections and rows that were made once: what is gone of them, users have deleted
 */
export function placeSections(grid: Grid, sections: readonly Section[], made: Set<string>): void {
  for (const section of sections) {
    let header = headerRowOf(grid.planned, section);
    const isMade = made.has(section.id);
    if (header === -1 && (isMade || section.lines.length === 0)) continue;
    const isThere = header !== -1;
    if (header === -1) header = addSection(grid, section);
    made.add(section.id);
    const end = (): number => endOf(grid.planned, header, sections);
    const labels = section.lines.map(([label]) => (typeof label === 'string' ? label : undefined));
    const isShown = labels.map(
      (label, line) =>
        label === undefined || hasRow(grid, section, { header, end: end(), labels, line }, made),
    );
    if (isThere) addFormulaRows(grid, section, { header, end: end() }, isMade ? made : undefined);
    section.lines.forEach(([label], line) => {
      if (typeof label !== 'string') made.add(formulaPart(section, line));
    });
    // Only now all rows stand where they will be.
    const unlabelled = isThere ? formulaRows(grid, header, end()) : undefined;
    const cells = section.lines.flatMap((content, line) => {
      const label = labels[line];
      const row =
        label !== undefined
          ? header + labelsOf(grid, header, end()).indexOf(label)
          : unlabelled
            ? unlabelled[line]
            : header + 1 + line;
      return row === undefined || isShown[line] !== true ? [] : cellsOf(grid, row, content);
    });
    const isWhole = section.isWrittenWhole === true && cells.some(({ isThere }) => !isThere);
    grid.writes.push(...cells.filter(({ isThere }) => isWhole || !isThere));
  }
}

/** The cells of a line, with whether they hold already what they shall. */
function cellsOf(
  { shown, formulas }: Grid,
  row: number,
  line: readonly (Content | undefined)[],
): (Write & { readonly isThere: boolean })[] {
  return line.flatMap((content, column) => {
    if (content === undefined) return [];
    const formula = formulas[row]?.[column] ?? '';
    const isThere =
      typeof content === 'string'
        ? formula === '' && isSameText(shown[row]?.[column] ?? '', content)
        : isSameFormula(formula, content.formula);
    return [{ row, column, content, isThere }];
  });
}

/** The first cells of a section's rows, header row included. */
const labelsOf = ({ planned }: Grid, header: number, end: number): string[] =>
  planned.slice(header, end).map(([first = '']) => first);

/** Sections of which nothing stays away that users have deleted: what comes of a refresh is always told. */
const ALWAYS_TOLD: readonly Section['id'][] = ['results', 'remarks'];

/** A line of a section, and where that stands. */
interface LabelledLine {
  readonly header: number;
  readonly end: number;
  /** Of all lines. */
  readonly labels: readonly (string | undefined)[];
  readonly line: number;
}

/**
 * Makes the row of a line, unless there is one or users have deleted it: behind the section's others or, where all are
 * always told, behind the line before it, so that they stand in the same order however they came.
 *
 * @returns whether there is one
 */
function hasRow(
  grid: Grid,
  { id, formatsOf, runsOn = () => false }: Section,
  { header, end, labels, line }: LabelledLine,
  made: Set<string>,
): boolean {
  const label = labels[line] ?? '';
  const rows = labelsOf(grid, header, end);
  const part = `${id}/${label}`;
  const isMade = made.has(part);
  made.add(part);
  if (rows.includes(label)) return true;
  const isAlwaysTold = ALWAYS_TOLD.includes(id);
  if (isMade && !isAlwaysTold) return false;
  const before = isAlwaysTold
    ? labels
        .slice(0, line)
        .filter((each) => each !== undefined && rows.includes(each))
        .pop()
    : undefined;
  const behind = isAlwaysTold
    ? before === undefined
      ? 0
      : rows.indexOf(before)
    : rows.reduce((last, first, row) => (first === '' ? last : row), 0);
  insertRow(grid, header + behind + 1, label, {
    formats: formatsOf(line),
    isFirst: behind === 0,
    isWrapped: !runsOn(line),
  });
  return true;
}

function insertRow(
  { planned, shown, formulas, writes, insertions, added, inserted }: Grid,
  row: number,
  label: string,
  looks: Omit<Inserted, 'row'>,
): void {
  insertions.push({ axis: 'rows', at: row, count: 1 });
  for (const below of [...writes, ...added, ...inserted].filter((one) => one.row >= row)) below.row++;
  inserted.push({ row, ...looks });
  planned.splice(row, 0, [label]);
  shown.splice(row, 0, []);
  formulas.splice(row, 0, []);
}

/** Rows without a label that the product fills: those that users have left. */
const formulaRows = ({ formulas }: Grid, header: number, end: number): number[] =>
  [...formulas.keys()].slice(header + 1, end).filter((row) => formulas[row]?.[0]?.includes('IFERROR('));

/** By what is remembered that a row without a label was made. */
const formulaPart = ({ id }: Section, line: number): string => `${id}/#${line}`;

/**
 * Makes the rows without a label that are more than ever before, in front of the last one, so that formats reach them.
 *
 * @param made what was made once; undefined where what users have deleted is made again
 */
function addFormulaRows(
  grid: Grid,
  section: Section,
  { header, end }: Pick<LabelledLine, 'header' | 'end'>,
  made: ReadonlySet<string> | undefined,
): void {
  const there = formulaRows(grid, header, end);
  if (made && there.length === 0) return;
  const last = there[there.length - 1] ?? header + 1;
  // A dashboard of before this was remembered has all that were made, but for those that users have deleted.
  const isKnown = made?.has(formulaPart(section, 0)) === true;
  const added = section.lines.filter(
    ([label], line) =>
      typeof label !== 'string' && line >= there.length && !(isKnown && made.has(formulaPart(section, line))),
  );
  added.forEach((_, index) => {
    const isFirst = last + index === header + 1;
    insertRow(grid, last + index, '', { formats: section.formatsOf(0), isFirst, isWrapped: true });
    // Known as one of the product's own.
    const formulas = grid.formulas[last + index];
    if (formulas) formulas[0] = '=IFERROR()';
  });
}

/** Adds a section below all others. @returns its header row */
function addSection({ planned, writes, added }: Grid, section: Section): number {
  const { header, lines } = section;
  const row = planned.length === 0 ? 0 : planned.length + 1;
  const rows = [header, ...lines];
  added.push({ row, section });
  header.forEach((text, column) => writes.push({ row, column, content: text }));
  while (planned.length < row) planned.push([]);
  for (const [label = '', second = ''] of rows) {
    planned.push([label, second].map((content) => (typeof content === 'string' ? content : ' ')));
  }
  return row;
}

/**
 * Does what was noted. A row that is inserted looks like the one above, but for its number formats. All of a new dashboard
 * is written at once, so that none is left without its title. What is inserted is finished then.
 */
export function writeGrid(spreadsheet: Spreadsheet, grid: Grid): void {
  const { sheet, writes, insertions, added, inserted, isNew } = grid;
  const values = writes.filter(({ content }) => isNew || typeof content === 'string');
  const formulas = writes.filter((each) => !values.includes(each));
  const write = (): void => {
    for (const { at, count } of insertions) sheet.insertRowsAfter(at, count);
    for (const { row, formats, isFirst, isWrapped } of inserted) {
      const range = sheet.getRange(row + 1, 1, 1, formats.length).setNumberFormats([[...formats]]);
      if (isFirst) range.setFontWeight('normal').setBackground(null).setWrap(isWrapped);
    }
    if (isNew && added.length > 0) formatSections(sheet, added);
    else for (const section of added) formatSections(sheet, [section]);
    for (const [range, contents] of blocksOf(sheet, values, isNew)) range.setValues(contents);
    for (const [range, contents] of blocksOf(sheet, formulas, false)) range.setFormulas(contents);
  };
  if (insertions.length > 0) withInsertions(spreadsheet, sheet, insertions, write);
  else write();
}

/** @param isWhole whether blank cells in between are written, too */
function blocksOf(
  sheet: Sheet,
  writes: readonly Write[],
  isWhole: boolean,
): [range: Range, contents: string[][]][] {
  const contentAt = new Map(
    writes.map(({ row, column, content }) => [
      `${row} ${column}`,
      typeof content === 'string' ? plainText(content) : content.formula,
    ]),
  );
  return coverWithRectangles(writes, () => isWhole).map(({ row, column, height, width }) => [
    sheet.getRange(row + 1, column + 1, height, width),
    Array.from({ length: height }, (_, r) =>
      Array.from({ length: width }, (__, c) => contentAt.get(`${row + r} ${column + c}`) ?? ''),
    ),
  ]);
}
