import { Failure } from '../failure';
import { bestEffort } from '../google/best-effort';
import { finished, idOf, retryAfter, retryOnce, type Spreadsheet } from '../google/spreadsheet';
import type { TabIds } from '../settings/state';
import { colorOf, isBeforeInOrder, isFirst, isFront, isLast, placedTabs, titleOf } from './tab-order';
import { UNFINISHED, undoUnfinished } from './unfinished';
import { forgetUnfinished, unfinishedWrite } from './unfinished-write';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The product's tabs in a spreadsheet, by its own names of them: users rename and move tabs. */
export class Tabs {
  #sizeOfNew: { readonly rows: number; readonly columns: number } | undefined;
  /** Where those stand that were made last, from 1, by the product's own names: to ask costs a call each. */
  #indexes = new Map<string, number>();

  /** @param ids remembered sheet ids; those of tabs that are found or made are noted there */
  constructor(
    readonly spreadsheet: Spreadsheet,
    private readonly ids: TabIds,
  ) {}

  /** Whether there has ever been such a tab: one that is gone has been deleted by users. */
  hasMade(id: string): boolean {
    return this.ids[id] !== undefined;
  }

  /** The sheet id of a tab that was made or found; undefined where there has never been one. */
  idOf(id: string): number | undefined {
    return this.ids[id];
  }

  /** A tab that is known by its sheet id; null where there is none. */
  known(id: string): Sheet | null {
    const sheetId = this.ids[id];
    return sheetId === undefined ? null : this.spreadsheet.getSheetById(sheetId);
  }

  /**
   * A tab by its sheet id, else by its title.
   *
   * @param id the product's own name of the tab, such as `cloud-cpu`
   * @returns null where there is none
   * @throws Failure when another of the product's tabs has that title
   */
  find(id: string, title: string): Sheet | null {
    const known = this.known(id);
    if (known) return known;
    const sheet = this.spreadsheet.getSheetByName(title);
    if (!sheet) return null;
    if (Object.values(this.ids).includes(sheet.getSheetId())) throw new Failure(taken(title));
    this.ids[id] = sheet.getSheetId();
    return sheet;
  }

  /**
   * Makes a tab, which gets its title when it is whole, and is finished then. What Google refuses in passing is deleted and
   * made anew, once; should it be cut off, the next write does so.
   *
   * @param furnish gives it its formats and contents; it may be called twice, each time with a new tab
   */
  make(id: string, title: string, furnish: (sheet: Sheet) => void): Sheet {
    const { spreadsheet } = this;
    undoUnfinished(spreadsheet);
    // Users stay where they are: but for the dashboard, where all they see is a blank tab.
    const seen = spreadsheet.getActiveSheet();
    const isForNewcomers = isFirst(id) && seen.getLastRow() === 0;
    let place = 0;
    let begun: number | undefined;
    const make = (): { sheet: Sheet; sheetId: number } => {
      unfinishedWrite.save(idOf(spreadsheet), { write: { kind: 'new tab' } });
      // Google may refuse only when it is finished, and then the mark is still needed.
      return finished(() => {
        place = this.#placeOf(id);
        const made = spreadsheet.insertSheet(UNFINISHED, place);
        if (!isForNewcomers) spreadsheet.setActiveSheet(seen);
        const sheetId = made.getSheetId();
        begun = sheetId;
        furnish(made);
        made.setTabColor(colorOf(id));
        retryOnce(() => made.setName(title));
        return { sheet: made, sheetId };
      });
    };
    const undo = (): void => {
      this.#indexes.clear(); // Users may have moved or deleted tabs meanwhile.
      undoUnfinished(spreadsheet);
      // It may have got its title although Google says otherwise.
      const made = begun === undefined ? null : spreadsheet.getSheetById(begun);
      if (made) spreadsheet.deleteSheet(made);
    };
    let made;
    try {
      made = retryAfter(make, undo);
    } catch (error) {
      bestEffort(undo);
      throw error;
    }
    this.ids[id] = made.sheetId;
    forgetUnfinished();
    this.#noteIndex(id, place + 1);
    return made.sheet;
  }

  /** The others that stand there or behind are pushed on. */
  #noteIndex(id: string, index: number): void {
    const others = [...this.#indexes].map(([other, at]) => [other, at < index ? at : at + 1] as const);
    this.#indexes = new Map([...others, [id, index]]);
  }

  /** Rows and columns of a tab that was just made: Google is asked once, as all new ones are alike. */
  sizeOfNew(sheet: Sheet): { readonly rows: number; readonly columns: number } {
    return (this.#sizeOfNew ??= { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() });
  }

  /**
   * Where a new tab goes, from 0: behind the nearest of those before it in the order of the product's tabs, wherever users
   * have moved that one; else before the nearest of those behind it; in front of all where there is none. The run log goes behind all.
   */
  #placeOf(id: string): number {
    if (isLast(id)) return this.#behindAll();
    const others = placedTabs(Object.keys(this.ids));
    const before = this.#indexOfFirst(others.filter((other) => isBeforeInOrder(other, id)).reverse());
    if (before !== undefined) return before;
    const after = isFront(id) ? [] : others.filter((other) => isBeforeInOrder(id, other));
    return (this.#indexOfFirst(after) ?? 1) - 1;
  }

  /** Behind all tabs, from 0, but before an empty one: that with which a spreadsheet begins stays last. */
  #behindAll(): number {
    const sheets = this.spreadsheet.getSheets();
    const last = sheets[sheets.length - 1];
    return last?.getLastRow() === 0 ? sheets.length - 1 : sheets.length;
  }

  /** Where the first of some tabs stands that is there, from 1; it may not be known yet, because its own refresh has failed. */
  #indexOfFirst(ids: readonly string[]): number | undefined {
    for (const id of ids) {
      const title = titleOf(id);
      const sheet =
        this.hasMade(id) || title === undefined ? this.known(id) : this.spreadsheet.getSheetByName(title);
      if (sheet) return this.#indexes.get(id) ?? sheet.getIndex();
    }
    return undefined;
  }
}

/** One would write its figures over those of the other. */
const taken = (title: string): string =>
  `The tab "${title}" has other figures already. Rename it, or enter another title in the settings.`;
