import type { Table } from './table';

/** A cell as it shall be: a figure, a text from anywhere, a formula of the product's own, or blank (null). */
export interface Cell {
  /** Key of the row and id or key of the column. */
  readonly row: string;
  readonly column: string;
  readonly value: number | string | { readonly formula: string } | null;
}

/** What a tab shall hold. */
export interface Wanted {
  readonly rows: readonly Label[];
  /** Columns of the layout's series. */
  readonly columns?: readonly Label[];
  /** The cells, given the table with its new rows and columns in place; cells that are not named stay. */
  readonly cells: (table: Table) => Cell[];
  /** Whether figures may be written over what is none, because somebody has seen it; not unless given. */
  readonly replacesTexts?: boolean;
  /** Notes of the product's own to set (or to clear, with ''), all in one row. */
  readonly notes?: (table: Table) => Note[];
  /** What a header says of its column, where that can change. */
  readonly headerNote?: HeaderNote;
  /** Lines of the product's own in the notes of figures, which say what is to be known of one; '' takes it away. */
  readonly figureNotes?: readonly Note[];
  /** What is to be known besides, given the same table. */
  readonly remarks?: (table: Table) => string[];
}

/** Lines of the product's own in the note of a header; those of users stay. */
export interface HeaderNote {
  readonly column: string;
  /** What the column is; it stays away where users have deleted it. */
  readonly text: string;
  readonly isText: (line: string) => boolean;
  /** What must be known of some of its figures; '' for nothing. */
  readonly addition: string;
  readonly isAddition: (line: string) => boolean;
  /** Whether it may be another one than before, so that it is looked at where no figure has changed. */
  readonly mayDiffer: boolean;
}

export interface Note {
  readonly row: string;
  readonly column: string;
  readonly text: string;
}
/** A row or column that shall exist. */
export interface Label {
  readonly key: string;
  readonly label: string;
}

/** A row or column of the tab as it will be. */
export interface Line {
  /** Key of a series, or id of a column; undefined for what users have written themselves. */
  readonly key: string | undefined;
  readonly label: string;
  /** Where it stands now, from 0; undefined when it is new. */
  readonly old: number | undefined;
}
