import { remarkKey, standingRemarks } from '../../src/domain/standing-remarks';

describe('a remark is the same', () => {
  it.each([
    ['Left out: 1,234 hours in 12 rows.', 'Left out: 900.5 hours in 7 rows.'],
    ['vo.a 5 %, vo.b 1 %', 'vo.a 7 %, vo.b 2 %'],
  ])('when only its figures differ: %s', (one, other) => {
    expect(remarkKey(one)).toBe(remarkKey(other));
  });

  it.each([
    ['2026.01-03: odd', '2026.04-06: odd'],
    ['Until 2026-03-01', 'Until 2026-04-01'],
    ['A3 is odd', 'A4 is odd'],
    ['Row 3 is odd', 'Row 4 is odd'],
    ['vo_1 is odd', 'vo_2 is odd'],
    ['vo1.eu is odd', 'vo2.eu is odd'],
  ])('but not when it is about something else: %s', (one, other) => {
    expect(remarkKey(one)).not.toBe(remarkKey(other));
  });
});

describe('what stands', () => {
  const before = ['2024.01-03: old', '2026.01-03: here', 'A row is odd: 5 %'];
  const asked = { periods: ['2026.01-03', '2026.04-06'], isRefreshed: true };

  it('is what is made now, and what is about periods that were not asked for', () => {
    expect(standingRemarks(before, ['Another one'], asked)).toEqual(['2024.01-03: old', 'Another one']);
  });

  it('has the newest figures', () => {
    expect(standingRemarks(before, ['A row is odd: 7 %'], asked)).toEqual([
      '2024.01-03: old',
      'A row is odd: 7 %',
    ]);
  });

  it.each([
    { ...asked, isRefreshed: false },
    { ...asked, periods: [] },
  ])('is all that stood there when nothing was refreshed: %j', (nothing) => {
    expect(standingRemarks(before, [], nothing)).toEqual(before);
  });

  it('never grows without end', () => {
    const many = Array.from({ length: 500 }, (_, year) => `${1500 + year}.01-03: odd`);
    expect(standingRemarks(many, ['the newest'], asked).length).toBeLessThanOrEqual(60);
    expect(standingRemarks(many, ['the newest'], asked).pop()).toBe('the newest');
  });
});
