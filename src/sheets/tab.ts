import { Failure } from '../failure';
import type { State } from '../settings/state';
import { dateCell } from './cell';
import { formatNewTab } from './formats';
import { keepsAll } from './kept';
import { withWordings, type Layout } from './layout';
import { keepInNotes, stampNote, stampTab, writeFigureNotes, writeHeaderNote, writeNotes } from './notes';
import { planUpdate, type Block, type Insertion, type Plan } from './plan';
import { bestEffort } from '../google/best-effort';
import { localTimeIn } from '../google/now';
import { retryOnce } from '../google/spreadsheet';
import { hasLabels, headersOf, labelsOf, mayLackLabels, rightedBlock } from './shifted';
import { unreadable } from './refusals';
import { readTable, titleOf, type Table } from './table';
import type { Tabs } from './tabs';
import { isSameText } from './text';
import { undoUnfinished, withInsertions } from './unfinished';
import type { Wanted } from './wanted';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
/** Characters of a header that are remembered: more than users give one, and yet few enough for a property. */
const LONGEST_WORDING = 60;

/** One tab of the spreadsheet with a table in it; the tab is created by the first write. */
export class Tab {
  #sheet: Sheet | null;
  #table: Table | undefined;
  /** What it held when a write began. */
  #found: Table | undefined;

  /**
   * @param id the product's own name of the tab, such as `cloud-cpu`
   * @param title its title when it has to be created, and by which it is found when its id is not known
   * @param state remembers what users call the columns of tabs
   * @throws Failure when another of the product's tabs has that title
   */
  constructor(
    private readonly tabs: Tabs,
    private readonly state: Pick<State, 'tabIds' | 'wordings'>,
    /** The product's own name of it, with the length of its periods where these are no quarters. */
    readonly id: string,
    private readonly title: string,
    private readonly layout: Layout,
  ) {
    this.#sheet = this.#find();
  }

  /** Reads the whole tab at once. A tab that does not exist reads as an empty one. */
  read(): Table {
    this.#table = this.#read();
    return this.#table;
  }

  /** What it holds, as it was last read or written. */
  get table(): Table {
    return this.#table ?? this.read();
  }

  #read(): Table {
    const layout = withWordings(this.layout, this.#wordings);
    const sheet = this.#sheet;
    if (!sheet) return readTable(this.title, [['']], [['']], layout);
    const [values, formulas] = this.#contentsOf(sheet);
    let name: string | undefined;
    // Most tables are never named. Should the tab be gone meanwhile, it is named as it was to be called.
    return readTable(
      () => (name ??= bestEffort(() => sheet.getName()) ?? this.title),
      values,
      formulas,
      layout,
    );
  }

  #contentsOf(sheet: Sheet): [values: unknown[][], formulas: string[][]] {
    try {
      return retryOnce(() => {
        const range = sheet.getDataRange();
        return [this.#withDates(range.getValues()), range.getFormulas()];
      });
    } catch (error) {
      throw unreadable(error, this.title);
    }
  }

  /** @throws Failure when another of the product's tabs has its title, or Google cannot tell where it is */
  #find(): Sheet | null {
    try {
      return retryOnce(() => this.tabs.find(this.id, this.title));
    } catch (error) {
      throw unreadable(error, this.title);
    }
  }

  /** Dates as the numbers that they are for the spreadsheet: a column of figures may have a date format by mistake. */
  #withDates(values: unknown[][]): unknown[][] {
    if (!values.some((row) => row.some((cell) => cell instanceof Date))) return values;
    const localTime = localTimeIn(this.tabs.spreadsheet);
    const read = (cell: unknown): unknown => (cell instanceof Date ? dateCell(localTime(cell)) : cell);
    return values.map((row) => row.map(read));
  }

  /** What it was called when it was read, or will be. */
  get name(): string {
    return this.#table ? titleOf(this.#table) : this.title;
  }

  /** Whether each figure is still there that the last write has found; also where nothing can be read, it is not known. */
  keepsAll(): boolean {
    if (!this.#found || !this.#sheet) return true;
    try {
      return keepsAll(this.#found.values, this.#read().values);
    } catch {
      return false;
    }
  }

  /** Works out what a write would do. */
  plan(wanted: Wanted): Plan {
    return planUpdate(this.read(), wanted);
  }

  /**
   * Makes the tab hold what is wanted, which is finished then. Reads it anew before it writes, because users may have
   * changed it meanwhile. When nothing differs from what was read, it does nothing.
   *
   * @param stamp text for the note "Last update on: ..." of the tab's first cell, set only when cells change
   * @param check looks at what is going to be written; what it throws keeps all of it from being written
   */
  write(wanted: Wanted, stamp: string, check: (plan: Plan) => void): Plan {
    const wasCutOff = undoUnfinished(this.tabs.spreadsheet);
    const plan = (wasCutOff ? undefined : this.#planOfNothing(wanted)) ?? this.#planAnew(wanted);
    check(plan);
    const before = this.table;
    const old = this.#sheet;
    let done = plan;
    if (isOfNothing(plan)) this.#table = plan.after;
    else done = this.#carryOutInsistently(plan, wanted, stamp);
    const note = wanted.headerNote;
    if (old && note && (note.mayDiffer || !isOfNothing(plan)))
      retryOnce(() => writeHeaderNote(old, this.table, note));
    const sheet = this.#sheet;
    if (sheet) retryOnce(() => writeFigureNotes(sheet, this.table, wanted.figureNotes ?? []));
    this.#rememberWordings(before, done.after);
    return done;
  }

  /**
   * Does what is planned. What Google refuses in passing is tried once more, when what was inserted is undone: all else is
   * read anew, and what differs is written.
   */
  #carryOutInsistently(plan: Plan, wanted: Wanted, stamp: string): Plan {
    const { spreadsheet } = this.tabs;
    this.#found = this.table;
    try {
      return this.#carryOut(plan, wanted, stamp);
    } catch (error) {
      if (error instanceof Failure || !this.#sheet) throw error; // A new tab was made twice already.
      console.warn(error instanceof Error ? error.stack : error);
    }
    try {
      undoUnfinished(spreadsheet);
      const again = this.#carryOut(this.#planAnew(wanted), wanted, stamp);
      return { ...again, changes: plan.changes, remarks: [...plan.remarks, ...again.remarks] };
    } catch (error) {
      bestEffort(() => undoUnfinished(spreadsheet));
      throw error;
    }
  }

  /** The plan, where what was read last is as wanted already. */
  #planOfNothing(wanted: Wanted): Plan | undefined {
    if (!this.#sheet || !this.#table) return undefined;
    try {
      const plan = planUpdate(this.#table, wanted);
      return isOfNothing(plan) ? plan : undefined;
    } catch (error) {
      // What could not be understood then may have been mended meanwhile.
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }

  #planAnew(wanted: Wanted): Plan {
    this.#sheet = this.#find(); // Meanwhile users may have deleted or renamed it.
    return this.plan(wanted);
  }

  /** @returns what was planned, with a remark where somebody has moved it meanwhile, so that it was written again */
  #carryOut(plan: Plan, wanted: Wanted, stamp: string): Plan {
    const sheet = this.#sheet;
    if (!sheet) this.#create(plan, stamp);
    else this.#fill(sheet, plan, stamp);
    if (!sheet || !this.#isShifted(sheet, plan)) {
      this.#table = plan.after;
      return plan;
    }
    this.#writeAgain(sheet, plan, wanted, stamp);
    return { ...plan, remarks: [...plan.remarks, `${movedIn(this.name)} It was written again.`] };
  }

  /** Whether somebody has moved rows or columns since the tab was read, so that figures may stand beside other labels. */
  #isShifted(sheet: Sheet, { blocks, after }: Plan): boolean {
    if (blocks.length === 0 || after.values.length === 0) return false;
    const [labels, headers] = [labelsOf(after), headersOf(after)];
    const keyColumn = after.columns.get(after.layout.keyColumn.id) ?? 0;
    const read = (...place: [number, number, number, number]): string[] =>
      retryOnce(() => sheet.getRange(...place).getValues())
        .flat()
        .map((cell) => String(cell));
    const isSame = (there: readonly string[], wanted: readonly string[]): boolean =>
      wanted.every((label, index) => label === '' || isSameText(there[index] ?? '', label));
    return !(
      isSame(read(1, keyColumn + 1, Math.min(labels.length, sheet.getMaxRows()), 1), labels) &&
      isSame(read(after.headerRow + 1, 1, 1, Math.min(headers.length, sheet.getMaxColumns())), headers)
    );
  }

  /** Rights what was written beside other labels, and then writes what is wanted to where it belongs now. */
  #writeAgain(sheet: Sheet, { blocks, after }: Plan, wanted: Wanted, stamp: string): void {
    const now = this.read();
    const righted = blocks.map((block) => rightedBlock(after, now, block));
    if (mayLackLabels(after, now, blocks) || righted.includes('unclear')) {
      throw new Failure(
        `${movedIn(this.name)} Look there whether each figure stands beside its label, and refresh again.`,
      );
    }
    blocks.forEach(({ row, column, height, width }, index) => {
      const contents = righted[index] as (number | string)[][];
      retryOnce(() => sheet.getRange(row + 1, column + 1, height, width).setValues(contents));
    });
    this.#fill(sheet, this.plan(wanted), stamp);
    this.read();
  }

  #fill(sheet: Sheet, plan: Plan, stamp: string): void {
    withInsertions(this.tabs.spreadsheet, sheet, plan.insertions, () => {
      if (this.#sheet) makeRoom(sheet, plan); // A new tab has room.
      if (plan.blocks.length > 0) stampTab(sheet, stamp);
      for (const block of plan.blocks) formatTexts(sheet, block);
      writeCells(sheet, plan);
    });
  }

  /** What users call its columns; undefined where the product has never written. */
  get #wordings(): Readonly<Record<string, string>> | undefined {
    return this.state.wordings[this.state.tabIds[this.id] ?? ''];
  }

  /** A column that has turned out to be ours is known by its header from now on, whatever becomes of its figures. */
  #rememberWordings({ guessed, columns, values, headerRow }: Table, after: Table): void {
    const wordings = [...guessed]
      .filter((id) => !after.guessed.has(id))
      .map((id): [string, string] => [id, String(values[headerRow]?.[columns.get(id) ?? 0])])
      .filter(([, header]) => header.length <= LONGEST_WORDING);
    // Figures that have not been compared may be those of other programs, which have counted otherwise.
    if (!this.#wordings && after.guessed.size > 0) return;
    const sheetId = this.state.tabIds[this.id] ?? '';
    this.state.wordings[sheetId] = { ...this.#wordings, ...Object.fromEntries(wordings) };
  }

  #create(plan: Plan, stamp: string): void {
    const { size, after } = plan;
    this.#sheet = this.tabs.make(this.id, this.title, (sheet) => {
      const room = this.tabs.sizeOfNew(sheet);
      // The table gets room of its own, so that users have the blank rows and columns of any new tab beside it.
      const isSmall =
        !after.layout.columnSeries && size.rows <= room.rows / 2 && size.columns <= room.columns / 2;
      if (!isSmall) {
        sheet.insertRowsAfter(room.rows, size.rows);
        sheet.insertColumnsAfter(room.columns, size.columns);
      }
      const { rows, columns } = isSmall ? { rows: 0, columns: 0 } : size;
      formatNewTab(
        sheet,
        after,
        { rows: room.rows + rows, columns: room.columns + columns },
        stampNote(stamp),
      );
      writeCells(sheet, plan);
    });
  }
}

/** Whether the tab is as wanted already. */
const isOfNothing = ({ blocks, notes }: Plan): boolean => blocks.length === 0 && notes.length === 0;

const movedIn = (title: string): string =>
  `Somebody moved rows or columns of tab "${title}" while it was written.`;

/**
 * Notes come before figures, and labels before all other cells: wherever it is cut off, the next write finds what is
 * missing by its label, and sets the notes again.
 */
function writeCells(sheet: Sheet, plan: Plan): void {
  if (plan.notes.length > 0) writeNotes(sheet, plan.notes);
  keepInNotes(sheet, plan.labelNotes);
  for (const { row, column, height, width, values } of labelsFirst(plan)) {
    retryOnce(() => sheet.getRange(row + 1, column + 1, height, width).setValues(values));
  }
}

/** Blocks with labels of rows or columns before the others. */
function labelsFirst({ blocks, after }: Plan): Block[] {
  const isFirst = (block: Block): boolean => hasLabels(after, block);
  return [...blocks.filter(isFirst), ...blocks.filter((block) => !isFirst(block))];
}

/** Inserts rows and columns, and adds room at the end. */
function makeRoom(sheet: Sheet, plan: Plan): void {
  const { headerRow, layout } = plan.after;
  for (const insertion of plan.insertions) insert(sheet, insertion, headerRow + 1 + layout.firstRows.length);
  const missingRows = plan.size.rows - sheet.getMaxRows();
  if (missingRows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missingRows);
  const missingColumns = plan.size.columns - sheet.getMaxColumns();
  if (missingColumns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missingColumns);
}

/** Lines inserted after another take its formats, so the first ones are inserted before those that they resemble. */
function insert(sheet: Sheet, { axis, at, count }: Insertion, firstRow: number): void {
  if (axis === 'columns') sheet.insertColumnsAfter(at, count);
  else if (at > firstRow) sheet.insertRowsAfter(at, count);
  else sheet.insertRowsBefore(at + 1, count);
}

/** Cells that are going to hold text are text already in a new tab, but not where users have worked. */
function formatTexts(sheet: Sheet, { row, column, height, width, isText }: Block): void {
  if (!isText.some((cells) => cells.includes(true))) return;
  const range = sheet.getRange(row + 1, column + 1, height, width);
  const formats = range.getNumberFormats();
  const wanted = formats.map((cells, r) => cells.map((format, c) => (isText[r]?.[c] ? '@' : format)));
  if (JSON.stringify(wanted) !== JSON.stringify(formats)) range.setNumberFormats(wanted);
}
