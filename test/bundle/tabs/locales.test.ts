import type { CellValue } from '../../../local/apps-script/workbook/cells';
import type { LocaleCode } from '../../../local/apps-script/workbook/workbook';
import { expectedCpu } from '../../../local/portals/expected';
import { STATISTIC_IDS } from '../../../src/statistics/registry';
import { isLong } from '../../support/effort';
import { fillInKeyResults } from '../../support/key-results';
import { monthsIn } from '../../support/taken-over-sheet';
import {
  CLOUD,
  CLOUD_BY_VO,
  DASHBOARD,
  HTC,
  HTC_BY_VO,
  OKR_USERS,
  RUN_LOG,
  TestWorld,
  USERS,
  type TestWorldOptions,
} from '../../support/world';

/** One minute before midnight. */
const LAST_MINUTE = 23 + 59 / 60;

/** Hours, in UTC and from the morning of 31 December 2026 on, at which it is 23:59 of that day in the spreadsheet's time zone. */
const ZONES: readonly (readonly [zone: string, hour: number])[] = [
  ['Etc/GMT', LAST_MINUTE],
  ['America/Los_Angeles', LAST_MINUTE + 8],
  ['Pacific/Auckland', LAST_MINUTE - 13],
];
const LOCALES: readonly LocaleCode[] = ['en_US', 'en_GB', 'de_DE'];
const CASES = ZONES.flatMap(([zone, hour], z) =>
  LOCALES.map((locale, l) => ({ zone, hour, locale, isInSample: z === l || z === 0 })),
);

const base = new TestWorld({ today: '2026-12-31', firstPeriod: '2026.01-03' });
beforeAll(() => base.refresh());

const CPU_TABS = [CLOUD, HTC, CLOUD_BY_VO, HTC_BY_VO];

/** What does not depend on the minute. */
const figuresOf = (test: TestWorld): unknown => ({
  tabs: [...CPU_TABS, USERS].map((title) => test.values(title)),
  okrUsers: test.values(OKR_USERS).map((row) => row.slice(0, -1)),
});

// The script itself lives in Europe/Amsterdam, where it is 2027 already in two of three cases.
describe.each(CASES.filter(({ isInSample }) => isLong || isInSample))(
  'on 31 December at 23:59 in $zone, in a spreadsheet in $locale',
  ({ zone, hour, locale }) => {
    const test = new TestWorld({
      today: '2026-12-31',
      firstPeriod: '2026.01-03',
      world: base.world,
      timeZone: zone,
      hour,
      locale,
    });
    beforeAll(async () => {
      for (const { result, message } of await test.refresh()) expect([result, message]).toEqual(['done', '']);
    });

    it('the running period is that of the old year, and the figures are those of any other place', () => {
      expect(test.labels(CLOUD).at(-1)).toBe('2026.10-12');
      expect(test.cell(CLOUD, '2026.10-12', 'CPU/h')).toBe(
        expectedCpu(test.world, 'cloud', monthsIn('2026.10-12')).total,
      );
      expect(test.host.fetches.filter(({ url }) => url.includes('2027'))).toEqual([]);
      expect(figuresOf(test)).toEqual(figuresOf(base));
    });

    it('no cell of any tab has become a date', () => {
      for (const title of test.titles()) {
        expect(
          test
            .values(title)
            .flat()
            .filter((value) => typeof value === 'object'),
        ).toEqual([]);
      }
    });

    it('the stamps have the day and minute of the spreadsheet', () => {
      expect(test.sheet(CLOUD).getRange('A1').getNote()).toMatch(/31-12-2026 23:59:\d\d/);
      expect(test.log().map(({ When }) => String(When).slice(0, 16))).toEqual(
        Array(3).fill('2026-12-31 23:59'),
      );
    });

    it('two minutes later it is the new year, and no CPU/h have changed', async () => {
      // Behind the periods, the last complete one is another now.
      const ofPeriods = (title: string) =>
        test.values(title).map((cells, _, [headers = []]) => {
          const end = headers.indexOf('Last complete period');
          return end === -1 ? cells : cells.slice(0, end);
        });
      const before = CPU_TABS.map(ofPeriods);
      test.clock.advance(120_000);
      const fetched = test.host.fetches.length;
      await test.refresh();
      const asked = test.host.fetches.slice(fetched).map(({ url }) => url);
      expect(asked.filter((url) => url.includes('/2027/01/2027/03/')).length).toBeGreaterThan(0);
      expect(CPU_TABS.map(ofPeriods)).toEqual(before);
    });
  },
);

/** A spreadsheet with every tab, and key results of each kind of status. */
async function withKeyResults(options: TestWorldOptions): Promise<TestWorld> {
  const test = new TestWorld({ firstPeriod: '2025.07-09', vos: 4, statistics: STATISTIC_IDS, ...options });
  await test.refresh();
  fillInKeyResults(
    test,
    ['', 'More hours', 'Cloud CPU/h', '2025.10-12', '2026.10-12', 1e9],
    ['', 'A word for a target', 'HTC CPU/h', '2025.10-12', '2026.10-12', 'many'],
    ['', 'No such period', 'Actual users', 'autumn', '2026.10-12', 3],
    ['', 'Three new VOs', 'VOs created', '2025.10-12', '2026.10-12', 3, 'higher'],
  );
  await test.refreshOne('cloud-cpu');
  await test.refreshOne('cloud-cpu'); // From the second one on they look into their history, which the first one makes.
  return test;
}

/** What every formula gives, by tab and cell. */
const computedIn = (test: TestWorld): Record<string, CellValue> =>
  Object.fromEntries(
    test.titles().flatMap((title) => {
      const range = test.sheet(title).getDataRange();
      const values = range.getValues();
      return range
        .getFormulas()
        .flatMap((row, r) =>
          row.flatMap((formula, c) =>
            formula === '' ? [] : [[`${title} ${r + 1} ${c + 1}`, values[r]?.[c] ?? '']],
          ),
        );
    }),
  );
const isError = (value: CellValue): boolean => /^#[A-Z/0]+[!?A]?$/.test(String(value));

let american: TestWorld;
beforeAll(async () => (american = await withKeyResults({})));

describe.each<LocaleCode>(['en_GB', 'nl_NL', 'de_DE', 'fr_FR', 'it_IT'])(
  'formulas in a spreadsheet of %s',
  (locale) => {
    it('give in every tab what they give in an American one, and no error', async () => {
      const wanted = computedIn(american);
      expect(Object.keys(wanted).length).toBeGreaterThan(150);
      expect(Object.values(wanted).filter(isError)).toEqual([]);
      expect(computedIn(await withKeyResults({ world: american.world, locale }))).toEqual(wanted);
    });

    it('are left alone when the locale changes between two refreshes', async () => {
      const before = american.later();
      const moved = before.later();
      moved.spreadsheet.setSpreadsheetLocale(locale);
      const formulas = (test: TestWorld, title: string): string[] =>
        test.sheet(title).getDataRange().getFormulas().flat();
      const titles = before.titles().filter((title) => title !== RUN_LOG);
      const old = titles.map((title) => formulas(moved, title));
      expect(old.flat().filter((formula) => formula.includes(';')).length > 0).toBe(locale !== 'en_GB');
      for (const test of [before, moved]) {
        test.clock.advance(60_000);
        await test.refresh();
      }
      expect(moved.calls.sheet.byMethod).toEqual(before.calls.sheet.byMethod);
      expect(moved.calls.sheet.byMethod['Range.setFormulas']).toBeUndefined();
      expect(titles.map((title) => formulas(moved, title))).toEqual(old);
      expect(moved.values(DASHBOARD)).toEqual(before.values(DASHBOARD));
    });
  },
);
