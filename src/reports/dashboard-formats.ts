import { HEADER_COLOR, QUIET_COLOR } from '../sheets/formats';
import { FORMAT, type Section } from './dashboard-content';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A section with the row of its header, from 0. */
export interface PlacedSection {
  readonly row: number;
  readonly section: Section;
}

/** How a cell looks. */
interface Looks {
  readonly format: string;
  readonly weight: 'bold' | 'normal';
  readonly background: string | null;
  readonly color: string | null;
  readonly alignment: 'right' | null;
  readonly isWrapped: boolean;
}

const PLAIN: Looks = {
  format: FORMAT.any,
  weight: 'normal',
  background: null,
  color: null,
  alignment: null,
  isWrapped: false,
};

/**
 * Gives new sections their formats, all at once: as many calls for one as for many.
 *
 * @param sections from top to bottom
 */
export function formatSections(sheet: Sheet, sections: readonly PlacedSection[]): void {
  const rows = sections.flatMap(({ row, section }, index) => {
    const looks = looksOf(section, row === 0);
    const next = sections[index + 1]?.row ?? row + looks.length;
    return [...looks, ...Array.from({ length: next - row - looks.length }, () => [])];
  });
  const [first = 0] = sections.map(({ row }) => row);
  const width = Math.max(...rows.map((cells) => cells.length));
  const all = <Key extends keyof Looks>(key: Key): Looks[Key][][] =>
    rows.map((cells) => Array.from({ length: width }, (_, column) => (cells[column] ?? PLAIN)[key]));
  const missing = first + rows.length - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
  sheet
    .getRange(first + 1, 1, rows.length, width)
    .setNumberFormats(all('format'))
    .setFontWeights(all('weight'))
    .setBackgrounds(all('background'))
    .setFontColors(all('color'))
    .setHorizontalAlignments(all('alignment'))
    .setWraps(all('isWrapped'))
    .setVerticalAlignment('middle');
}

/** The cells of a section's header and lines. */
function looksOf(section: Section, isTop: boolean): Looks[][] {
  const { header, lines, formatsOf, figuresFrom = Infinity, quiet = [], runsOn = () => false } = section;
  const alignment = (column: number): Looks['alignment'] => (column >= figuresFrom ? 'right' : null);
  const headers = header.map((_, column): Looks => ({
    ...PLAIN,
    format: FORMAT.text,
    weight: 'bold',
    background: isTop ? null : HEADER_COLOR,
    alignment: alignment(column),
    isWrapped: !isTop && !runsOn(0),
  }));
  const cells = lines.map((_, line) =>
    formatsOf(line).map((format, column): Looks => ({
      ...PLAIN,
      format,
      color: quiet.includes(column) ? QUIET_COLOR : null,
      alignment: alignment(column),
      isWrapped: !runsOn(line),
    })),
  );
  return [headers, ...cells];
}
