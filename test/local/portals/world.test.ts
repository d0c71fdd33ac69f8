import {
  expectedChanges,
  expectedCpu,
  expectedUsers,
  expectedUserTotals,
} from '../../../local/portals/expected';
import { makeWorld } from '../../../local/portals/generated-world';
import { daysIn, monthAfter, monthsBetween } from '../../../local/portals/months';
import { worldOf } from '../../../local/portals/world';

const world = makeWorld({ today: '2026-08-15' });

describe('months', () => {
  test.each([
    ['2020-12', 1, '2021-01'],
    ['2021-01', -1, '2020-12'],
    ['2020-05', 20, '2022-01'],
  ])('%s and %d more is %s', (month, count, result) => {
    expect(monthAfter(month, count)).toBe(result);
  });

  test('between two months both ends count', () => {
    expect(monthsBetween('2023-11', '2024-02')).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
    expect(monthsBetween('2024-02', '2024-01')).toEqual([]);
  });

  test('February has its leap day', () => {
    expect([daysIn('2024-02'), daysIn('2023-02'), daysIn('2024-12')]).toEqual([29, 28, 31]);
  });
});

describe('the published figures', () => {
  test.each([
    ['cloud', '2020-01', '2020-03', 5_502_465, 42, 3],
    ['htc', '2020-01', '2020-03', 1_336_676_765, 59, 0],
    ['cloud', '2020-01', '2020-06', 12_050_254, 47, 3],
    ['htc', '2020-01', '2020-06', 2_677_303_881, 60, 3],
    ['cloud', '2024-10', '2024-10', 5_447_258, 67, 0],
    ['cloud', '2024-10', '2024-12', 15_315_512, 67, 0],
  ] as const)(
    '%s %s to %s is %d, %d VOs with and %d without accounting',
    (scope, from, to, total, some, none) => {
      const expected = expectedCpu(world, scope, monthsBetween(from, to));
      expect([expected.total, expected.with.length, expected.without.length]).toEqual([total, some, none]);
    },
  );

  test.each([
    ['htc', 'atlas', 2_978_537_489, 2_741_815_142],
    ['htc', 'cms', 1_950_902_847, 2_052_137_468],
    ['htc', 'alice', 937_714_967, 1_215_575_488],
    ['htc', 'lhcb', 912_644_604, 1_122_262_240],
    ['cloud', 'vo.ai4eosc.eu', 6_060_410, 12_675_522],
    ['cloud', 'biomed', 302_630, 808_730],
    ['cloud', 'alice', 77_304, 70_272],
  ] as const)('%s of %s is %d in 2023 and %d in 2024', (scope, name, in2023, in2024) => {
    const of = (year: number): number =>
      expectedCpu(world, scope, monthsBetween(`${year}-01`, `${year}-12`), [name]).total;
    expect([of(2023), of(2024)]).toEqual([in2023, in2024]);
  });

  test('of VO changes are those of July and August 2022, and September has others', () => {
    const changes = expectedChanges(world, ['2022-07', '2022-08']);
    expect(changes.map(({ vo, status }) => `${status} ${vo}`)).toEqual([
      'Production eval.c-scale.eu',
      'Production vo.qc-md.eli-np.eu',
      'Production vo.fuvex.es',
      'Leaving vo.fuvex.es',
    ]);
    expect(expectedChanges(world, ['2022-09']).map(({ status }) => status)).toContain('Deleted');
  });

  test('are met on any later day', () => {
    const earlier = makeWorld({ today: '2020-07-01' });
    expect(expectedCpu(earlier, 'cloud', monthsBetween('2020-01', '2020-06')).total).toBe(12_050_254);
  });
});

describe('the generated world', () => {
  test('is the same each time', () => {
    expect(makeWorld({ today: '2026-08-15' })).toEqual(world);
  });

  test('keeps the figures of past months as days go by', () => {
    const later = makeWorld({ today: '2026-11-02' });
    const past = monthsBetween('2020-01', '2026-07');
    const pastHours = ({ vos }: typeof world): unknown =>
      vos.map(({ hours }) =>
        [hours.cloud, hours.htc, hours.local].map((byMonth) => past.map((month) => byMonth[month])),
      );
    expect(pastHours(later)).toEqual(pastHours(world));
  });

  test('has 309 production VOs and some that are not listed, each name and serial once', () => {
    expect(world.vos.filter((vo) => vo.listed)).toHaveLength(309);
    expect(world.vos.filter((vo) => !vo.listed).length).toBeGreaterThan(5);
    expect(new Set(world.vos.map((vo) => vo.name.toLowerCase())).size).toBe(world.vos.length);
    expect(new Set(world.vos.map((vo) => vo.serial)).size).toBe(world.vos.length);
  });

  test('holds hours with at most 4 decimals, and none below 0', () => {
    const all = world.vos.flatMap(({ hours }) =>
      [hours.cloud, hours.htc, hours.local].flatMap((months) => Object.values(months)),
    );
    expect(all.filter((hours) => !/^\d+(\.\d{1,4})?$/.test(String(hours)))).toEqual([]);
  });

  test('has no hours after today, and of the running month a share for the days before today', () => {
    const on = (today: string): number =>
      expectedCpu(makeWorld({ today }), 'cloud', [today.slice(0, 7)]).total;
    const whole = expectedCpu(world, 'cloud', ['2026-07']).total;
    expect(on('2026-07-16') / whole).toBeCloseTo(15 / 31, 6);
    expect(on('2026-07-01')).toBe(0);
    expect(
      world.vos
        .flatMap(({ hours }) => Object.keys(hours.cloud))
        .sort()
        .at(-1),
    ).toBe('2026-08');
  });

  test.each(['cloud', 'htc'] as const)(
    'grows evenly: no quarter of %s jumps by more than a seventh',
    (scope) => {
      const quarters = monthsBetween('2020-01', '2026-06').filter((_, index) => index % 3 === 0);
      const totals = quarters.map(
        (first) => expectedCpu(world, scope, monthsBetween(first, monthAfter(first, 2))).total,
      );
      for (const [index, total] of totals.entries()) {
        const before = totals[index - 1] ?? total;
        expect([quarters[index], Math.abs(total / before - 1) < (index === 1 ? 0.2 : 1 / 7)]).toEqual([
          quarters[index],
          true,
        ]);
      }
    },
  );

  test('has VOs that appear and VOs that disappear between quarters', () => {
    const quarter = (first: string): readonly string[] =>
      expectedCpu(world, 'cloud', monthsBetween(first, monthAfter(first, 2))).with;
    const [before, after] = [quarter('2020-01'), quarter('2020-04')];
    expect(after.filter((name) => !before.includes(name))).toHaveLength(5);
    expect(before.filter((name) => !after.includes(name))).toHaveLength(2);
  });

  test('has VOs without user history, without registered users, and with 0 users in a month', () => {
    const listed = world.vos.filter((vo) => vo.listed);
    expect(listed.filter((vo) => Object.keys(vo.users).length === 0).length).toBeGreaterThan(20);
    expect(listed.filter((vo) => vo.registered === 0).length).toBeGreaterThan(5);
    expect(listed.filter((vo) => Object.values(vo.users).includes(0)).length).toBeGreaterThan(0);
  });

  test('comes in other sizes and from other months', () => {
    const small = makeWorld({ vos: 30, firstMonth: '2024-01', today: '2024-06-10' });
    expect(small.vos.filter((vo) => vo.listed)).toHaveLength(30);
    expect(Object.keys(small.vos.find((vo) => vo.name === 'atlas')?.hours.htc ?? {})).toEqual(
      monthsBetween('2024-01', '2024-06'),
    );
    const large = makeWorld({ vos: 800, today: '2020-03-20' });
    expect(new Set(large.vos.filter((vo) => vo.listed).map((vo) => vo.name)).size).toBe(800);
  });
});

describe('a handcrafted world', () => {
  const tiny = worldOf({
    vos: [
      {
        name: 'b',
        cloudName: 'B',
        hours: { cloud: { '2024-01': 0.4, '2024-02': 0.1 } },
        users: { '2024-01': 3 },
      },
      { name: 'a', hours: { cloud: { '2024-01': 0 } }, users: { '2024-02': 0 }, registered: 2, total: 9 },
      { name: 'c', hours: { cloud: { '2024-02': 12.0001 }, htc: { '2024-02': 5 } } },
      { name: 'elsewhere', listed: false, hours: { cloud: { '2024-02': 1000 } } },
    ],
    changes: [{ vo: 'c', status: 'Production', date: '2024-02-29' }],
  });

  test('comes to the CPU/h that can be counted by hand', () => {
    expect(expectedCpu(tiny, 'cloud', ['2024-01', '2024-02'])).toEqual({
      total: 13,
      with: ['B', 'c'],
      without: ['a'],
      hours: { a: 0, B: 1, c: 12 },
    });
    expect(expectedCpu(tiny, 'cloud', ['2024-02'], ['C', 'elsewhere', 'nobody']).total).toBe(1012);
  });

  test('comes to the users that can be counted by hand', () => {
    expect(expectedUsers(tiny, 'b', ['2024-01', '2024-02'])).toBe(3);
    expect(expectedUsers(tiny, 'a', ['2024-01', '2024-02'])).toBe(0);
    expect(expectedUsers(tiny, 'a', ['2024-01'])).toBeUndefined();
    expect(expectedUserTotals(tiny, ['2024-01', '2024-02'])).toEqual({
      actual: 3,
      active: 2,
      total: 9,
      vos: 2,
    });
  });
});
