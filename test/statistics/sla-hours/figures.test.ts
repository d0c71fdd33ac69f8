import { parsePeriod, type Period } from '../../../src/domain/periods';
import { describeUnreadable, slaFigures, vosInForce } from '../../../src/statistics/sla-hours/figures';
import type { Agreement, SlaKind } from '../../../src/statistics/sla-hours/agreements';

const period = (label: string): Period => {
  const found = parsePeriod(label);
  if (!found) throw new Error(`not a period: ${label}`);
  return found;
};
const Q2 = period('2023.04-06');
let row = 1;
const agreement = (vo: string, start: string, end: string, kinds: SlaKind[] = ['cloud']): Agreement => ({
  row: ++row,
  vos: [vo],
  kinds,
  start,
  end,
});
const vosOf = (...agreements: Agreement[]): readonly string[] => vosInForce(agreements, 'cloud', Q2).vos;

test.each([
  ['covers it', '01 Oct 2020', '31/12/2026', true],
  ['begins and ends with it', '1 April 2023', '2023-06-30', true],
  ['begins a day late', '2 April 2023', '31/12/2026', false],
  ['ends a day early', '01 Oct 2020', '29 June 2023', false],
  ['ended before it', '01 Oct 2020', '30 March 2023', false],
  ['begins after it', '01/07/2023', '31/12/2026', false],
])('an agreement that %s', (_, start, end, counts) => {
  expect(vosOf(agreement('vo.a.eu', start, end))).toEqual(counts ? ['vo.a.eu'] : []);
});

test('a VO with two agreements, and with another case, counts once', () => {
  const [start, end] = ['2020-01-01', '2026-12-31'];
  expect(vosOf(agreement('vo.a.eu', start, end), agreement('VO.A.EU', start, end))).toEqual(['vo.a.eu']);
});

test('an agreement of the other kind does not count', () => {
  expect(vosOf(agreement('vo.a.eu', '2020-01-01', '2026-12-31', ['htc']))).toEqual([]);
});

describe('a date that cannot be read', () => {
  const unreadable = (...agreements: Agreement[]): string[] =>
    vosInForce(agreements, 'cloud', Q2).unreadable.map((one) => describeUnreadable('SLAs', one));

  test('is told with its row when the agreement would count', () => {
    row = 6;
    expect(
      unreadable(agreement('vo.a.eu', '2020-01-01', '-'), agreement('vo.b.eu', '', '2026-12-31')),
    ).toEqual([
      'Row 7 of the tab "SLAs": the end "-" cannot be read as a date. Write it as in 31 Dec 2026.',
      'Row 8 of the tab "SLAs": the start has no date. Write it as in 31 Dec 2026.',
    ]);
  });

  test('does not matter when the other date or the kind says that it does not count', () => {
    expect(
      unreadable(
        agreement('vo.a.eu', 'early', '30 March 2023'),
        agreement('vo.b.eu', '01/07/2023', 'late'),
        agreement('vo.c.eu', 'early', 'late', ['htc']),
      ),
    ).toEqual([]);
  });

  test('does not matter when the VO counts by another agreement', () => {
    expect(
      unreadable(agreement('vo.a.eu', 'early', 'late'), agreement('VO.a.eu', '2020-01-01', '2026-12-31')),
    ).toEqual([]);
  });
});

describe('figures', () => {
  const inForce = { vos: ['vo.b.eu', 'vo.a.eu', 'vo.c.eu'], unreadable: [] };
  const answer = {
    total: 12,
    vos: [
      { name: 'VO.A.EU', hours: 4 },
      { name: 'vo.b.eu', hours: 8 },
    ],
  };

  test("are each VO's hours, 0 for one that the portal does not list, and the answer's own total", () => {
    expect(slaFigures(answer, inForce)).toEqual({
      vos: [
        { name: 'vo.b.eu', hours: 8 },
        { name: 'vo.a.eu', hours: 4 },
        { name: 'vo.c.eu', hours: 0 },
      ],
      total: 12,
      absent: ['vo.c.eu'],
      warnings: [],
    });
  });

  test('say of which VOs they are the larger of two sums', () => {
    const vos = answer.vos.map((vo) => (vo.name === 'vo.b.eu' ? { ...vo, smaller: 7 } : vo));
    const figures = slaFigures({ total: 12, smaller: 11, vos }, inForce);
    expect(figures.vos.map(({ smaller }) => smaller)).toEqual([7, undefined, undefined]);
  });

  test('have no total while a date cannot be read', () => {
    const unreadable = [{ agreement: agreement('vo.d.eu', 'early', 'late'), which: 'start' as const }];
    expect(slaFigures(answer, { ...inForce, unreadable })).toMatchObject({ total: undefined });
  });
});
