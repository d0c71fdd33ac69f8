import { DumpBook } from '../../../src/portals/accounting/dump-book';
import {
  coverage,
  cutMonth,
  hoursOf,
  monthsHeld,
  type DumpEnd,
  type DumpHours,
  type Infrastructure,
} from '../../../src/portals/accounting/dump-hours';
import { periodOf } from '../../../src/domain/periods';
import type { CpuAnswer } from '../../../src/portals/accounting/source';

interface Row {
  readonly infrastructure: Infrastructure;
  readonly month: string;
  readonly vo: string;
  readonly hours: number;
}
const row = (month: string, vo: string, hours: number, infrastructure: Infrastructure = 'Grid'): Row => ({
  infrastructure,
  month,
  vo,
  hours,
});

/** A dump of such rows, each of a site of its own. */
function dumpOf(...rows: Row[]): DumpHours {
  return endedAs('whole', ...rows);
}
function endedAs(end: DumpEnd, ...rows: Row[]): DumpHours {
  const book = new DumpBook(true);
  const unknown = { benchmark: '', ce: '', cpuHours: undefined, count: undefined, isOsg: undefined };
  rows.forEach(({ month, ...each }, index) => {
    book.add(month, { ...each, ...unknown, site: `S${index}` });
  });
  return book.end(end);
}
const hours = (
  dump: DumpHours,
  infrastructures: readonly Infrastructure[],
  counts: (vo: string) => boolean = () => true,
): CpuAnswer => hoursOf(monthsHeld(dump, infrastructures, QUARTER, '2026-11'), counts);

const QUARTER = periodOf('2026-04');

describe('the hours of a period', () => {
  test('are added up over sites, months and, where they count, local jobs', () => {
    const dump = dumpOf(
      row('2026-03', 'a', 1000),
      row('2026-04', 'a', 1.25),
      row('2026-04', 'a', 2),
      row('2026-06', 'a', 3),
      row('2026-05', 'a', 100, 'Grid-Local'),
      row('2026-05', 'a', 5000, 'Cloud'),
    );
    expect(hours(dump, ['Grid'])).toEqual({ total: 6, vos: [{ name: 'a', hours: 6 }] });
    expect(hours(dump, ['Grid', 'Grid-Local']).total).toBe(106);
  });

  test('are rounded by VO, and their total by itself', () => {
    const dump = dumpOf(row('2026-04', 'a', 0.4), row('2026-04', 'b', 0.4), row('2026-04', 'c', 0.4));
    const { total, vos } = hours(dump, ['Grid']);
    expect([total, ...vos.map(({ hours }) => hours)]).toEqual([1, 0, 0, 0]);
  });

  test('that end at a half are rounded up, whatever fractions they are the sum of', () => {
    // 0.1 + 0.7 + 0.7 is 1.4999999999999998 in binary fractions.
    const dump = dumpOf(row('2026-04', 'a', 0.1), row('2026-04', 'a', 0.7), row('2026-04', 'a', 0.7));
    expect(hours(dump, ['Grid']).total).toBe(2);
  });

  test('hold the VOs that count and have a row, also one with 0 hours, in the order of the views', () => {
    const dump = dumpOf(...['b', 'ALICE', 'x', 'alice', 'C'].map((vo) => row('2026-05', vo, 0)));
    const { vos } = hours(dump, ['Grid'], (vo) => vo !== 'x');
    expect(vos.map(({ name }) => name)).toEqual(['ALICE', 'alice', 'b', 'C']);
  });
});

describe('a period', () => {
  const monthly = (...months: string[]): DumpHours => dumpOf(...months.map((month) => row(month, 'a', 1)));

  test.each([
    ['is whole with all its months', ['2026-04', '2026-05', '2026-06'], '2026-11', 'whole'],
    ['is not whole when the dump begins within it', ['2026-05', '2026-06'], '2026-11', 'not whole'],
    ['is not whole when the dump begins after it', ['2026-07', '2026-08'], '2026-11', 'not whole'],
    [
      'that is over is not whole when the dump ends within it',
      ['2026-04', '2026-05'],
      '2026-07',
      'not whole',
    ],
    ['that is over is not whole when the dump ends before it', ['2026-03'], '2026-07', 'not whole'],
    ['is not whole with a gap', ['2026-04', '2026-06'], '2026-11', 'not whole'],
    ['that runs is whole up to the newest month', ['2026-04', '2026-05'], '2026-05', 'whole'],
    ['that runs is whole also where the dump lags behind', ['2026-03', '2026-04'], '2026-06', 'whole'],
    ['that runs is not whole when the dump begins within it', ['2026-05'], '2026-05', 'not whole'],
    ['that runs may have nothing yet', ['2026-02', '2026-03'], '2026-04', 'nothing yet'],
    ['that runs has nothing yet in an empty dump', [], '2026-04', 'nothing yet'],
    ['that is over is not whole in an empty dump', [], '2026-07', 'not whole'],
  ])('%s', (_, months, thisMonth, expected) => {
    expect(coverage(monthly(...months), ['Grid'], QUARTER, thisMonth)).toBe(expected);
  });

  test('is looked at by infrastructure: the grid says nothing about the cloud', () => {
    const dump = dumpOf(row('2026-04', 'a', 1), row('2026-05', 'a', 1), row('2026-06', 'a', 1));
    expect(coverage(dump, ['Cloud'], QUARTER, '2026-11')).toBe('not whole');
  });
});

describe('the month that a cut may have taken rows from', () => {
  const rows = ['2026-05', '2026-06', '2026-07'].map((month) => row(month, 'a', 1));
  const thousand = Array.from({ length: 1000 }, () => row('2026-07', 'a', 1));

  test.each([
    ['none of a whole dump', 'whole', rows, '2026-08', undefined],
    ['the newest of a part', 'marked as part', rows, '2026-08', '2026-07'],
    ['none when the newest one of a part is the present one', 'marked as part', rows, '2026-07', undefined],
    ['the present one when the number of rows is round', 'marked as part', thousand, '2026-07', '2026-07'],
    ['the newest of a table that says nothing of its end', 'unknown', rows, '2026-08', '2026-07'],
    ['none of such a table that holds the present one', 'unknown', rows, '2026-07', undefined],
    ['the newest that has begun', 'unknown', [...rows, row('2027-01', 'a', 1)], '2026-08', '2026-07'],
  ] as [string, DumpEnd, Row[], string, string | undefined][])('is %s', (_, end, all, thisMonth, month) => {
    expect(cutMonth(endedAs(end, ...all), thisMonth)).toBe(month);
  });
});
