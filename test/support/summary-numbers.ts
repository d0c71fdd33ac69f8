import ExcelJS from 'exceljs';
import { LABEL_PATTERN } from '../../src/domain/periods';
import { makeSummary } from './summary';
import type { TestWorld } from './world';

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const [NOW, BEFORE, YEAR_BEFORE, RUNNING] = ['2026.07-09', '2026.04-06', '2025.07-09', '2026.10-12'];

let lines: string[] = [];
let tab: (title: string) => Table;

/** Makes the summary, and reads the tabs that it is made from as another program does. */
async function read(test: TestWorld): Promise<void> {
  lines = (await makeSummary(test, '', true)).split('\n');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await test.host.workbook.toXlsx()) as unknown as ArrayBuffer);
  tab = (title) => {
    const rows: unknown[][] = [];
    book.getWorksheet(title.replaceAll('/', '∕'))?.eachRow((row) => {
      rows.push((row.values as unknown[]).slice(1).map(resultOf));
    });
    const [headers = [], ...others] = rows;
    return Object.fromEntries(
      others.map((row, index) => [
        title === 'Key results' ? String(index) : String(row[0]),
        Object.fromEntries(headers.map((header, at) => [String(header), row[at] ?? ''])),
      ]),
    );
  };
}

/** What a cell shows, whether it was typed or computed. */
const resultOf = (cell: unknown): unknown =>
  typeof cell === 'object' && cell !== null && 'formula' in cell
    ? (cell as { result?: unknown }).result
    : cell;

/** The numbers of a line, without those of labels of periods and days. */
const numbersIn = (line: string): number[] =>
  [
    ...line
      .replace(new RegExp(`${LABEL_PATTERN}|\\d{4}-\\d\\d-\\d\\d`, 'g'), '')
      .matchAll(/[+-]?\d[\d,]*(\.\d+)?/g),
  ].map(([found]) => Number(found.replaceAll(',', '')));
const lineOf = (start: string): string => lines.find((line) => line.startsWith(start)) ?? '';
const percent = (now: number, before: number): number => Number(((now / before - 1) * 100).toFixed(1));
const figure = (title: string, row: string, column: string): number => Number(tab(title)[row]?.[column]);
const listed = (title: string, row: string, column: string): string[] =>
  String(tab(title)[row]?.[column])
    .split(', ')
    .filter((name) => name !== '-');

const CLOUD = 'Accounting Cloud CPU/h';
const HTC = 'Accounting HTC CPU/h';
const VOS = '#VOs with accounting';

/**
 * Promises that each number of the summary follows from the tabs, as the .xlsx file has them.
 *
 * @param meeting the spreadsheet of the meeting in November
 */
export function everyNumberFollows(meeting: () => TestWorld): void {
  beforeAll(() => read(meeting().later()), 120_000);

  it.each([
    ['Cloud CPU/h: ', CLOUD, 'CPU/h', false],
    ['HTC CPU/h: ', HTC, 'CPU/h', false],
    ['Cloud VOs with accounting: 3', CLOUD, VOS, true],
    ['HTC VOs with accounting: 1', HTC, VOS, true],
    ['Actual users: ', 'OKR Users', 'Actual users', false],
    ['VOs created: 1 (0', 'Num. of VOs created', '#VOs in production', true],
    ['VO changes: ', 'Num. of VOs created', '#VOs changed', true],
  ])('%s follows from its tab', (start, title, column, isFew) => {
    const [now, before, year] = [NOW, BEFORE, YEAR_BEFORE].map((label) => figure(title, label, column)) as [
      number,
      number,
      number,
    ];
    const change = (old: number): number => (isFew ? now - old : percent(now, old));
    expect(numbersIn(lineOf(start))).toEqual([now, change(before), change(year)]);
  });

  it('key results and objectives follow from their tab', () => {
    const rows = Object.values(tab('Key results')).filter((row) => row.Status !== '');
    const count = (...words: string[]): number =>
      rows.filter(({ Status }) => words.includes(String(Status))).length;
    const scored = rows.filter(({ Status }) =>
      ['done', 'on track', 'at risk', 'behind'].includes(String(Status)),
    );
    expect(numbersIn(lineOf('Key results: '))).toEqual([
      rows.length,
      count('done', 'on track'),
      count('at risk'),
      count('behind'),
      rows.length - scored.length,
    ]);
    const objectives = [...new Set(rows.map(({ Objective }) => Objective))].filter((name) => name !== '');
    const mean = (name: unknown, part: string): number => {
      const own = scored.filter(({ Objective }) => Objective === name);
      const weight = (row: Readonly<Record<string, unknown>>): number =>
        row.Weight === '' ? 1 : Number(row.Weight);
      const sum = own.reduce((all, row) => all + weight(row) * Number(row[part]), 0);
      return Math.round((100 * sum) / own.reduce((all, row) => all + weight(row), 0));
    };
    expect(numbersIn(lineOf('Objectives: '))).toEqual(
      objectives.flatMap((name) => [
        mean(name, 'Score'),
        mean(name, 'Expected'),
        rows.filter(({ Objective }) => Objective === name).length,
      ]),
    );
    const kept = Object.values(tab('Key results history')).filter(({ Period }) => Period === BEFORE);
    const moved = rows.filter((row) =>
      kept.some((old) => old['Key result'] === row['Key result'] && old.Status !== row.Status),
    );
    const line = lineOf('Moved since ');
    expect(line.split('; ').length - 1 + (numbersIn(line)[0] ?? 0)).toBe(moved.length);
  });

  it('the VOs that moved, came and went follow from the tabs by VO and their lists', () => {
    const changes = Object.values(tab('Cloud CPU/h by VO')).map(
      (row) => [Number(row[NOW]), Number(row[BEFORE])] as const,
    );
    const told = changes
      .filter(([now, before]) => now !== before)
      .sort((a, b) => b[0] - b[1] - (a[0] - a[1]));
    const gains = told.filter(([now, before]) => now > before);
    const losses = told.filter(([now, before]) => now < before).reverse();
    expect(numbersIn(lineOf('Cloud CPU/h by VO'))).toEqual(
      [...gains, ...losses].flatMap(([now, before]) => [
        now - before,
        ...(before === 0 || now === 0 ? [] : [percent(now, before)]),
      ]),
    );
    const [now, before] = [NOW, BEFORE].map((label) => listed(CLOUD, label, 'List of active VOs')) as [
      string[],
      string[],
    ];
    const without = (some: string[], others: string[]): number =>
      some.filter((vo) => !others.includes(vo)).length;
    expect(numbersIn(lineOf('Cloud VOs with accounting: came'))).toEqual([
      without(now, before),
      without(before, now),
    ]);
    const marked = (mark: string): number =>
      listed('Num. of VOs created', NOW, 'List of VOs').filter((entry) => entry.endsWith(`(${mark})`)).length;
    expect(numbersIn(lineOf('VOs created: 1 (eps'))).toEqual(['P', 'L', 'D'].map(marked));
  });

  it('users, SLA hours and users behind SLAs follow from their tabs', () => {
    expect(numbersIn(lineOf('Users: '))).toEqual([
      figure('OKR Users', NOW, 'Actual users'),
      figure('OKR Users', NOW, '#VOs with a figure'),
    ]);
    const { TOTAL: total, ...vos } = tab('Accounting SLAs Cloud CPU/h')[NOW] ?? {};
    const names = Object.keys(vos).filter((vo) => vo !== 'Period' && vos[vo] !== '');
    const [, second] = lines.filter((line) => line.startsWith('SLA Cloud CPU/h: '));
    expect(numbersIn(second ?? '')).toEqual([total, names.length]);
    const users = names.map((vo) => tab('VOs statistics (certs)')[vo]?.[NOW]);
    const known = users.filter((one) => one !== undefined && one !== '').map(Number);
    expect(numbersIn(lineOf('Users behind SLAs: '))).toEqual([
      known.reduce((sum, one) => sum + one, 0),
      known.length,
      users.length - known.length,
    ]);
  });

  it('what was corrected, and where the running quarter goes, follow from the tabs', () => {
    const [reported, today] = ['Cloud CPU/h', 'Cloud CPU/h today'].map((column) =>
      figure('OKR As reported', BEFORE, column),
    ) as [number, number];
    expect(numbersIn(lineOf('Corrected since '))).toEqual([reported, today, percent(today, reported)]);
    // The 24th of November is not measured whole: 31 days of October, 22 of November, of 92.
    const [days, all] = [31 + 22, 92];
    const projected = [CLOUD, HTC].map((title) => (figure(title, RUNNING, 'CPU/h') / days) * all);
    const scores = Object.values(tab('Key results'))
      .slice(0, 2)
      .map((row, index) => {
        const [from, until] = [Number(row.Baseline), Number(row.Target)];
        return Math.round(100 * Math.max(0, Math.min(1, (Number(projected[index]) - from) / (until - from))));
      });
    expect(numbersIn(lineOf('The running quarter'))).toEqual([
      days,
      all,
      ...projected.map((hours) => Number(hours.toPrecision(3))),
      ...scores,
    ]);
  });

  it('no other line has numbers', () => {
    const told =
      /^(OKR summary|Made on|Cloud |HTC |Actual users|VOs? c|SLA Cloud|Key results: |Objectives: |Moved since|Users|Corrected|The running)/;
    expect(lines.filter((line) => !told.test(line)).flatMap(numbersIn)).toEqual([]);
  });
}
