import {
  addHours,
  coverage,
  hoursOf,
  noHours,
  type DumpHours,
  type DumpRow,
} from '../../../src/portals/accounting/dump-hours';
import { periodOf } from '../../../src/domain/periods';

const row = (
  month: string,
  vo: string,
  hours: number,
  infrastructure: DumpRow['infrastructure'] = 'Grid',
) => ({
  infrastructure,
  month,
  vo,
  hours,
});

function dumpOf(...rows: DumpRow[]): DumpHours {
  const dump = noHours();
  for (const each of rows) addHours(dump, each);
  return dump;
}

const QUARTER = periodOf('2026-04');
const everybody = (): boolean => true;

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
    expect(hoursOf(dump, ['Grid'], QUARTER, everybody)).toEqual({ total: 6, vos: [{ name: 'a', hours: 6 }] });
    expect(hoursOf(dump, ['Grid', 'Grid-Local'], QUARTER, everybody).total).toBe(106);
  });

  test('are rounded by VO, and their total by itself', () => {
    const dump = dumpOf(row('2026-04', 'a', 0.4), row('2026-04', 'b', 0.4), row('2026-04', 'c', 0.4));
    const { total, vos } = hoursOf(dump, ['Grid'], QUARTER, everybody);
    expect([total, ...vos.map(({ hours }) => hours)]).toEqual([1, 0, 0, 0]);
  });

  test('that end at a half are rounded up, whatever fractions they are the sum of', () => {
    // 0.1 + 0.7 + 0.7 is 1.4999999999999998 in binary fractions.
    const dump = dumpOf(row('2026-04', 'a', 0.1), row('2026-04', 'a', 0.7), row('2026-04', 'a', 0.7));
    expect(hoursOf(dump, ['Grid'], QUARTER, everybody).total).toBe(2);
  });

  test('hold the VOs that count and have a row, also one with 0 hours, in the order of the views', () => {
    const dump = dumpOf(...['b', 'ALICE', 'x', 'alice', 'C'].map((vo) => row('2026-05', vo, 0)));
    const { vos } = hoursOf(dump, ['Grid'], QUARTER, (vo) => vo !== 'x');
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
