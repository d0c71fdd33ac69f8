import { describeGain, describeMover, moversIn } from '../../src/reports/movers';
import { cpuByVoLayout } from '../../src/statistics/cpu-hours/by-vo-tab';
import { readTable, type Table } from '../../src/sheets/table';

const [NOW, BEFORE] = ['2026.07-09', '2026.04-06'];

/** A tab by VO with the figures of two periods. */
const tableOf = (rows: readonly (readonly [string, number | '', number | ''])[], formulas = ''): Table => {
  const values = [['VO', BEFORE, NOW], ...rows];
  const none = values.map((row) => row.map((_, column) => (column === 2 && row === rows[0] ? formulas : '')));
  return readTable('Cloud CPU/h by VO', values, none, cpuByVoLayout);
};
const names = (
  table: Table,
  isBlankNone = true,
  isVo = (label: string): boolean => label !== '',
): unknown => {
  const movers = moversIn(table, [NOW, BEFORE], isBlankNone, isVo);
  return movers && [movers.gained, movers.lost].map((each) => each.map(({ name }) => name));
};

describe('the VOs that moved most', () => {
  it('stand with the largest change first, at most five each way, unchanged ones left out', () => {
    const gains = [1, 7, 3, 5, 2, 6, 4].map((gain) => [`g${gain}`, 10, 10 + gain] as const);
    expect(names(tableOf([...gains, ['same', 5, 5], ['less', 9, 8], ['least', 9, 1]]))).toEqual([
      ['g7', 'g6', 'g5', 'g4', 'g3'],
      ['least', 'less'],
    ]);
  });

  it('are those of both periods alone where a blank cell is no answer', () => {
    const table = tableOf([
      ['new', '', 9],
      ['gone', 9, ''],
      ['both', 1, 2],
    ]);
    expect(names(table)).toEqual([['new', 'both'], ['gone']]);
    expect(names(table, false)).toEqual([['both'], []]);
  });

  it("are no rows of a person's own", () => {
    const table = tableOf([
      ['Sum', 10, 99],
      ['vo.a', 1, 2],
    ]);
    expect(names(table, true, (label) => label.includes('.'))).toEqual([['vo.a'], []]);
    expect(names(tableOf([['vo.b', 1, 9]], '=1+8'))).toEqual([[], []]);
  });

  it('are not known where the tab lacks the figures of a period', () => {
    expect(names(tableOf([['vo.a', '', 2]]))).toBeUndefined();
  });

  it('are told by the change in figures and in per cent, or as having had, or having, none', () => {
    const texts = [
      { name: 'a', now: 1_234_567, before: 1_000_000 },
      { name: 'b', now: 7, before: 0 },
      { name: 'c', now: 0, before: 1500 },
    ].map((mover) => describeMover(mover, 'hours'));
    expect(texts).toEqual([
      'a\n+234\u00a0567 hours (+23%)',
      'b\n+7 hours (had none)',
      'c\n-1\u00a0500 hours (has none)',
    ]);
    expect(describeMover({ name: 'a', now: 4, before: 3 }, 'users')).toBe('a\n+1 user (+33%)');
  });

  it('are told in one line by the change in per cent, or in figures where there was nothing', () => {
    const told = { short: 'Cloud', unit: 'hours' };
    expect(
      [
        { name: 'a', now: 112, before: 100 },
        { name: 'b', now: 7000, before: 0 },
      ].map((mover) => describeGain(mover, told)),
    ).toEqual(['a, Cloud +12%', 'b, Cloud +7\u00a0000 hours (had none)']);
  });
});
