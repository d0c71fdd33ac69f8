import type { LocaleCode } from '../../../local/apps-script/workbook/workbook';
import { expectedCpu } from '../../../local/portals/expected';
import { isLong } from '../../support/effort';
import { monthsIn } from '../../support/taken-over-sheet';
import { CLOUD, CLOUD_BY_VO, HTC, HTC_BY_VO, OKR_USERS, TestWorld, USERS } from '../../support/world';

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
      const before = CPU_TABS.map((title) => test.values(title));
      test.clock.advance(120_000);
      const fetched = test.host.fetches.length;
      await test.refresh();
      const asked = test.host.fetches.slice(fetched).map(({ url }) => url);
      expect(asked.filter((url) => url.includes('/2027/01/2027/03/')).length).toBeGreaterThan(0);
      expect(CPU_TABS.map((title) => test.values(title))).toEqual(before);
    });
  },
);
