import { Failure } from '../../failure';
import { isAmbiguousDay, isMonthFirst, readDay, withMonthFirst } from '../../domain/days';
import { plainLabel } from '../../domain/labels';
import { isError } from '../../sheets/cell';
import { listOf } from '../../sheets/remarks';

/** What an agreement is about. */
export type SlaKind = 'cloud' | 'htc';

/** A service level agreement with the status FINALIZED. */
export interface Agreement {
  /** Number of its row in the tab, as users see it. */
  readonly row: number;
  readonly vos: readonly string[];
  readonly kinds: readonly SlaKind[];
  /** First and last day, as they are written. */
  readonly start: string;
  readonly end: string;
}

/** Nobody has entered any agreement, or a formula that shall bring them has brought none. */
export class NoAgreements extends Failure {
  /** @param title of the tab in which they would be */
  constructor(title: string, what = 'is empty. The note on its first cell says how to fill it') {
    super(`There are no agreements to read: the tab "${title}" ${what}.`);
  }
}

/** What is read of an agreement, with the headers of a tab that this product has made. */
const HEADERS = {
  vo: 'VO name',
  status: 'Status',
  start: 'Start',
  end: 'End',
  htc: 'HTC',
  cloud: 'Cloud',
} as const;
type Columns = Readonly<Record<keyof typeof HEADERS, number>>;

/** The header row of a tab that this product makes. */
export const SLA_HEADERS: readonly string[] = ['Customer', ...Object.values(HEADERS)];
export const FINALIZED = 'FINALIZED';
/** What else a status can be, without being asked about. */
export const OTHER_STATUSES = ['DRAFT', 'EXPIRED', 'TERMINATED'];

/** Where EGI's dashboard of agreements has them: status in G, start in H, end in I, VO in K, HTC in M, cloud in Q. */
const DASHBOARD: Columns = { status: 6, start: 7, end: 8, vo: 10, htc: 12, cloud: 16 };
/** The columns up to that of the VO: the others have no cells where all of them are blank. */
const SMALLEST_DASHBOARD = DASHBOARD.vo + 1;

/** Rows that may stand above the header row, such as a title. */
const HIGHEST_HEADER_ROW = 10;

/**
 * Reads the agreements from the cells of their tab, dates as `2020-10-01` or as the text that they are.
 *
 * @param title of the tab, for messages
 * @returns the agreements with the status FINALIZED, and sentences about rows that perhaps should have it
 * @throws NoAgreements when there is none
 * @throws Failure when it cannot be read
 */
export function readAgreements(
  title: string,
  rows: readonly (readonly string[])[],
): { agreements: Agreement[]; warnings: string[] } {
  const first = rows[0]?.[0] ?? '';
  if (isError(first)) throw broken(title, 'its first cell', first);
  const { columns, headerRow } = findColumns(title, rows);
  const cellOf = (row: readonly string[], column: keyof Columns): string =>
    (row[columns[column]] ?? '').trim();
  const agreements: Agreement[] = [];
  const warnings: string[] = [];
  const odd: Record<Oddity, string[]> = {
    blank: [],
    unknown: [],
    dayFirst: [],
    monthFirst: [],
    backwards: [],
    wordy: [],
  };
  rows.forEach((cells, index) => {
    const row = index + 1;
    if (row <= headerRow) return;
    for (const column of ['status', 'vo', 'htc', 'cloud'] as const) {
      const cell = cellOf(cells, column);
      if (isError(cell)) throw broken(title, `the ${HEADERS[column]} in row ${row}`, cell);
    }
    const status = cellOf(cells, 'status').toUpperCase();
    const vos = cellOf(cells, 'vo')
      .split(/[,;\n]/)
      .map((vo) => vo.trim())
      .filter((vo) => vo !== '');
    if (status !== FINALIZED && status.includes(FINALIZED))
      warnings.push(`Row ${row} of the tab "${title}" does not count: its status is "${status}".`);
    else if (status === '' && vos.length > 0) odd.blank.push(`row ${row} (${vos.join(', ')})`);
    else if (status !== FINALIZED && vos.length > 0 && !OTHER_STATUSES.includes(status))
      odd.unknown.push(`row ${row} ("${cellOf(cells, 'status')}")`);
    if (status !== FINALIZED) return;
    const [start, end] = [cellOf(cells, 'start'), cellOf(cells, 'end')];
    const dates = { start: readBeside(start, end), end: readBeside(end, start) };
    for (const text of [start, end])
      if (isAmbiguousDay(text))
        odd[isMonthFirst(text === start ? end : start) ? 'monthFirst' : 'dayFirst'].push(
          `row ${row} ("${text}")`,
        );
    if ((readDay(dates.start) ?? '') > (readDay(dates.end) ?? LAST_DAY))
      odd.backwards.push(`row ${row} ("${start}" to "${end}")`);
    if (vos.length === 0) warnings.push(`Row ${row} of the tab "${title}" names no VO.`);
    const kinds = (['cloud', 'htc'] as const).filter((kind) => isAgreed(cellOf(cells, kind)));
    for (const column of ['cloud', 'htc'] as const)
      if (isSaidNo(cellOf(cells, column))) odd.wordy.push(`row ${row} ("${cellOf(cells, column)}")`);
    agreements.push({ row, vos, kinds, ...dates });
  });
  if (agreements.length === 0) {
    throw new NoAgreements(title, `has no row with the status ${FINALIZED}`);
  }
  const say = (what: readonly string[], sentence: string): void => {
    if (what.length > 0) warnings.push(`In the tab "${title}" ${listOf(what)} ${sentence}`);
  };
  say(
    odd.blank,
    `does not count, because the status beside the VO is blank. In merged cells only the first has a text.`,
  );
  say(
    odd.unknown,
    `does not count, because the status is neither ${FINALIZED} nor ${OTHER_STATUSES.join(', ')}.`,
  );
  say(odd.dayFirst, `is read with the day before the month. ${IN_LETTERS}`);
  say(odd.monthFirst, `is read with the month before the day, as the other date of its row. ${IN_LETTERS}`);
  say(odd.backwards, 'ends before it begins, and so counts in no period.');
  say(odd.wordy, 'is taken for not agreed.');
  return { agreements, warnings };
}

const IN_LETTERS = 'Write the month in letters, as in 31 Dec 2026.';
const LAST_DAY = '9999-12-31';

/** What may be odd in rows, and is told of them together. */
type Oddity = 'blank' | 'unknown' | 'dayFirst' | 'monthFirst' | 'backwards' | 'wordy';

/** A date that can be read in two ways, as the other date of its row tells. */
const readBeside = (text: string, other: string): string =>
  (isAmbiguousDay(text) && isMonthFirst(other) ? withMonthFirst(text) : undefined) ?? text;

/** Anything but what says no; a box that is not ticked reads as false. */
const isAgreed = (cell: string): boolean => !SAYS_NO.test(bare(cell)) && !isSaidNo(cell);

const SAYS_NO =
  /^(-*|false|no|none|nothing|not agreed|n\/?\.?a|n|nil|0+([.,]0+)?|[\u2610\u2715-\u2718\u274c\u274e])$/i;

/** Whether it says no, or not yet, in more words, which are told: `no SLA yet`, `not applicable`, `0 vCPU`, `tbd`. */
const isSaidNo = (cell: string): boolean =>
  !SAYS_NO.test(bare(cell)) && (NO_IN_WORDS.test(bare(cell)) || OPEN.test(bare(cell)));

const NO_IN_WORDS =
  /^((no|not|none|without)\b(?! (limit|cap|quota|restriction))|0+([.,]0+)?(?![.,]?\d)|(declined|rejected|withdrawn|cancel+ed)\b)/i;
/** Nobody has agreed to anything yet. */
const OPEN = /^(\?+|tb[acd]|to be (announced|agreed|confirmed|decided|defined)|unknown|unclear|pending)$/i;

const bare = (cell: string): string => plainLabel(cell).replace(/[.!]+$/, '');

const broken = (title: string, where: string, cell: string): Failure =>
  new Failure(
    `The agreements cannot be read: in the tab "${title}" ${where} shows "${cell}". ` +
      'Wait until it is loaded, or look at its formula, then refresh again.',
  );

/** By the headers that this product gives; a tab without them may be as wide as EGI's dashboard, and is read like it. */
function findColumns(
  title: string,
  rows: readonly (readonly string[])[],
): { columns: Columns; headerRow: number } {
  const names = Object.entries(HEADERS) as [keyof Columns, string][];
  const normalized = (text: string): string => text.trim().toLowerCase();
  for (const [index, cells] of rows.slice(0, HIGHEST_HEADER_ROW).entries()) {
    const found = names.map(
      ([column, header]) => [column, cells.map(normalized).indexOf(normalized(header))] as const,
    );
    if (found.some(([, place]) => place === -1)) continue;
    if (rows.slice(index + 1).every(isBlankRow)) throw new NoAgreements(title);
    return { columns: Object.fromEntries(found) as Columns, headerRow: index + 1 };
  }
  if (rows.every(isBlankRow)) throw new NoAgreements(title);
  if (Math.max(...rows.map((cells) => cells.length)) < SMALLEST_DASHBOARD) {
    throw new Failure(
      `The agreements cannot be read: the tab "${title}" has neither the headers ${SLA_HEADERS.join(', ')} ` +
        "nor the columns of EGI's dashboard, in which the status is in G and the VO in K. Give its columns these " +
        'headers, or empty the tab, which then gets them; then refresh again.',
    );
  }
  return { columns: DASHBOARD, headerRow: 0 };
}

const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
