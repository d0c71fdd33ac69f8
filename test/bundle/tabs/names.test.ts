import { worldOf } from '../../../local/portals/world';
import type { LocaleCode } from '../../../local/apps-script/workbook/workbook';
import { fault } from '../../../local/portals/faults';
import { CLOUD, HTC, OKR_USERS, TestWorld, USERS, type TestWorldOptions } from '../../support/world';

const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
const every = (figure: number): Record<string, number> =>
  Object.fromEntries(MONTHS.map((month) => [month, figure]));

/** A world of VOs with these names, each with 10 hours and 3 users a month, beside one that is as VOs are. */
const named = (...names: string[]) =>
  worldOf({
    vos: ['vo.ordinary.eu', ...names].map((name) => ({
      name,
      registered: 2,
      total: 4,
      hours: { cloud: every(10), htc: every(10) },
      users: every(3),
    })),
  });

const options = (...names: string[]): TestWorldOptions => ({
  firstPeriod: '2026.07-09',
  world: named(...names),
});

const NAMES = [
  '=IMPORTXML("http://x","//a")',
  '=',
  '+1',
  '-1',
  '@x',
  '＝1+1',
  '1-2',
  '1/2/2026',
  '2020/01',
  '2026-11-23',
  '2020.01-03',
  '10%',
  '1,5',
  '0012',
  '1e5',
  'TRUE',
  'vo.TotalHealth.eu',
  'Percentile.org',
  'Total',
  'Percent',
  'var',
  'xlegend',
  'VO',
  'Registered Users',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'a, b',
  '-',
  'APPEARED: x',
  'with\nline\tbreak',
  '<b>bold</b>',
  'a&vo=b?c#d/e',
  '日本.jp',
  '\u{1f600}.eu',
  '\u202Egro.ove',
  '"quoted"',
  "o'brien.ie",
  '#REF!',
  'Loading...',
  'x'.repeat(254),
  'x'.repeat(60_000),
];

/** Which of a tab's cells are formulas other than the product's own sums. */
const foreignFormulas = (test: TestWorld, title: string): string[] =>
  test
    .sheet(title)
    .getDataRange()
    .getFormulas()
    .flat()
    .filter((formula) => formula !== '' && !/^=SUM\([A-Z0-9:,]+\)$/.test(formula));

/** Values that are neither text nor number, such as dates, or numbers among the texts. */
const misreadCells = (test: TestWorld, title: string): unknown[] => {
  const [headers = [], ...rows] = test.values(title);
  const labels = [...headers, ...rows.map(([label]) => label)];
  return [
    ...labels.filter((label) => typeof label !== 'string'),
    ...rows.flat().filter((value) => typeof value !== 'string' && typeof value !== 'number'),
  ];
};

describe.each<LocaleCode>(['en_US', 'de_DE'])(
  'VOs of all kinds of names in a spreadsheet in %s',
  (locale) => {
    const test = new TestWorld({ ...options(...NAMES), locale });
    const count = 1 + NAMES.length;
    beforeAll(async () => {
      const results = await test.refresh();
      expect(results.map(({ result }) => result)).toEqual(['done', 'done', 'done']);
    });

    it('are counted', () => {
      for (const title of [CLOUD, HTC]) {
        expect(test.rows(title)['2026.07-09']?.slice(0, 3)).toEqual(['2026.07-09', 30 * count, count]);
        expect(test.rows(title)['2026.10-12']?.slice(0, 3)).toEqual(['2026.10-12', 20 * count, count]);
        expect(test.cell(title, '2026.10-12', 'VOs variations')).toBe('-');
      }
    });

    it('have a row with their users each', () => {
      const [headers, totals, ...rows] = test.values(USERS);
      expect(headers).toEqual(['VO', '2026.07-09', '2026.10-12', 'Registered Users', 'Total Users']);
      // The name of 60,000 characters is longer than an address may be, so nobody can ask for its users.
      const asked = 3 * (count - 1);
      expect(totals).toEqual(['TOTAL', asked, asked, 2 * count, 4 * count]);
      expect(rows).toHaveLength(count);
      const figures = rows.map((row) => row.slice(1).join(' '));
      expect(figures.filter((row) => row === '3 3 2 4')).toHaveLength(count - 1);
      expect(test.log().pop()?.Message).toMatch(/^"x+… \(60000\)" is too long a name to ask the portal for/);
    });

    it('are shown as they are called', () => {
      const shown = test.labels(USERS).map((label) => label.replace(/^'/, ''));
      const ordinary = NAMES.filter((name) => /^[ -~]{1,253}$/.test(name) && !/^(['-]|total)$|,/i.test(name));
      expect(ordinary.filter((name) => !shown.includes(name))).toEqual([]);
      expect(ordinary.length).toBeGreaterThan(25);
    });

    it.each([CLOUD, HTC, USERS, OKR_USERS])('become neither formula nor date nor number in "%s"', (title) => {
      expect(foreignFormulas(test, title)).toEqual([]);
      expect(misreadCells(test, title)).toEqual([]);
    });

    it('give a second refresh nothing to write', async () => {
      const before = test.snapshot();
      await test.refresh();
      expect(test.snapshot()).toEqual(before);
    });
  },
);

it.each(['Total', 'TOTAL', 'Percent', 'Registered Users', '-'])(
  'the only other VO may be called %s',
  async (name) => {
    const test = new TestWorld(options(name));
    const results = await test.refresh();
    expect(results.map(({ result, message }) => [result, message])).toEqual(Array(3).fill(['done', '']));
    expect(test.rows(CLOUD)['2026.07-09']?.slice(0, 3)).toEqual(['2026.07-09', 60, 2]);
    expect(test.values(USERS).map((row) => row.slice(1))).toEqual([
      ['2026.07-09', '2026.10-12', 'Registered Users', 'Total Users'],
      [6, 6, 4, 8],
      [3, 3, 2, 4],
      [3, 3, 2, 4],
    ]);
    const before = test.snapshot();
    await test.refresh();
    expect(test.snapshot()).toEqual(before);
  },
);

it.each([
  ['stray spaces', ' vo.ordinary.eu ', 3],
  ['half a character', '\ud800.eu', ''],
])('a name with %s in the list of VOs does no harm', async (_, name, figure) => {
  const test = new TestWorld(options());
  const rename = (right: string): string =>
    JSON.stringify(JSON.parse(right, (key, value: unknown) => (key === 'name' ? name : value)));
  test.portals.faults.add({ match: '/vo-list', fault: fault.body(rename) });
  expect(await test.refreshOne('users')).toMatchObject({ result: 'done', message: '' });
  expect(test.values(USERS)[2]?.slice(1)).toEqual([figure, figure, 2, 4]);
});

describe('names that differ only in case', () => {
  const test = new TestWorld(options('vo.Twin.eu', 'VO.TWIN.EU'));
  let messages: string[];
  beforeAll(async () => (messages = (await test.refresh()).map(({ message }) => message)));

  it('are one VO, whose hours are added up', () => {
    expect(test.rows(CLOUD)['2026.07-09']?.slice(0, 4)).toEqual([
      '2026.07-09',
      90,
      2,
      'vo.ordinary.eu, VO.TWIN.EU',
    ]);
  });

  it('are one row of users', () => {
    expect(test.labels(USERS)).toHaveLength(3);
  });

  it('are told in the run log', () => {
    expect(messages[0]).toBe(
      '2026.07-09: "VO.TWIN.EU" and "vo.Twin.eu" differ only in case and are counted as one VO.\n' +
        '2026.10-12: "VO.TWIN.EU" and "vo.Twin.eu" differ only in case and are counted as one VO.',
    );
    expect(messages[2]).toMatch(/in the list of VOs are the same VO/);
    expect(test.log().map(({ Message }) => Message)).toEqual(messages);
  });
});

it('takes months that are null for 0 hours', async () => {
  const test = new TestWorld(options('vo.gone.eu'));
  const nullify = (right: string): string => {
    const rows = JSON.parse(right) as Record<string, unknown>[];
    const gone = rows.map((row) =>
      row.id === 'vo.gone.eu' ? { ...row, '2026-10': null, '2026-11': null, Total: 0 } : row,
    );
    return JSON.stringify(gone.map((row) => (row.id === 'Total' ? { ...row, Total: 20 } : row)));
  };
  test.portals.faults.add({
    match: '/cloud/sum_elap_processors/VO/DATE/2026/10/',
    fault: fault.body(nullify),
  });
  expect((await test.refreshOne('cloud-cpu')).message).toBe('');
  expect(test.rows(CLOUD)['2026.10-12']).toEqual([
    '2026.10-12',
    20,
    1,
    'vo.ordinary.eu',
    1,
    'vo.gone.eu',
    'DISAPPEARED: vo.gone.eu',
  ]);
});
