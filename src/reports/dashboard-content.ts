/** What a cell shall hold: a text, or a formula. */
export type Content = string | { readonly formula: string };

/** Rows of the dashboard under a header of their own. */
export interface Section {
  readonly id: 'top' | 'key results' | 'figures' | 'movers' | 'results' | 'remarks' | 'links';
  /** Its first row, by whose first two cells it is found. */
  readonly header: readonly string[];
  /**
   * Its rows; a text in the first cell is a label, by which the row is found wherever users have moved it. What stands
   * in a cell for which nothing is given stays.
   */
  readonly lines: readonly (readonly [Content, ...(Content | undefined)[]])[];
  /** Number formats of the columns of one of its rows. */
  readonly formatsOf: (line: number) => readonly string[];
  /** The first column of figures, from 0, which stand at the right under their headers; undefined for none. */
  readonly figuresFrom?: number;
  /** Whether the texts of a line run on into blank cells at their right; all others are wrapped. */
  readonly runsOn?: (line: number) => boolean;
  /** Whether all of it is written when some of it differs: that is one call, while its cells change here and there. */
  readonly isWrittenWhole?: true;
  /** Columns that only explain. */
  readonly quiet?: readonly number[];
}

export const formula = (text: string): Content => ({ formula: `=${text}` });

/** Number formats. */
export const FORMAT = {
  any: 'General',
  text: '@',
  number: '#,##0',
  percent: '0%',
  change: '+0.0%;-0.0%;0.0%',
  /** Of what there are few: of 1 VO fewer, "-100.0%" would say too much. */
  few: '+0;-0;0',
  /** By how many points of per cent something has changed. */
  points: '+0%;-0%;0%',
} as const;
