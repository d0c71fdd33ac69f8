import { deviations, type Deviation } from '../../local/apps-script/deviations';
import { fault } from '../../local/portals/faults';
import type { CheckView } from '../../src/panel/boundary';
import { POINTS, type PointId } from '../../src/check/points';
import { ask, valueOf } from '../support/panel';
import { API_KEY, RUN_LOG, TestWorld, type TestWorldOptions } from '../support/world';

const MINUTE = 60_000;
const OWNER = /[\w.]+@example\.org/;

/** A spreadsheet in which nothing is otherwise than we know it of Google. */
function open(options: TestWorldOptions = {}): TestWorld {
  const test = new TestWorld({ vos: 3, ...options });
  test.host.deviations.clear();
  return test;
}
const check = (test: TestWorld): Promise<CheckView> => valueOf(test, 'panelCheckSpreadsheet', []);

/** The report as the run log has it last. */
const kept = (test: TestWorld): string => String(test.log().at(-1)?.Message);

/** Lets time go by, and what is due happen. */
async function wait(test: TestWorld, minutes: number): Promise<void> {
  test.clock.advance(minutes * MINUTE);
  await test.host.triggers.fireDue();
}

describe('where Google does as expected', () => {
  const test = open();
  let found: CheckView;
  let before: string;
  let asked: number;
  beforeAll(async () => {
    await test.refresh();
    before = JSON.stringify([test.titles(), test.snapshot(), test.host.properties.document.settings]);
    asked = test.host.fetches.length;
    found = await check(test);
  });

  it('says so of each point, in a sentence', () => {
    expect(found.summary).toMatch(/^All \d+ points are as expected\.$/);
    expect(found.verdicts.length).toBeGreaterThan(25);
    for (const { isGood, sentence } of found.verdicts)
      expect([isGood, sentence]).toEqual([true, expect.stringMatching(/^As expected: /)]);
  });

  it('changes nothing of the users’, deletes its tab, and is over within a minute', () => {
    expect(JSON.stringify([test.titles(), test.snapshot(), test.host.properties.document.settings])).toBe(
      before,
    );
    expect(test.spreadsheet.getNamedRanges().map((range) => range.getName())).toEqual(['OKR_STATS_REFRESH']);
    expect(test.host.properties.document).not.toHaveProperty('lease');
  });

  it('keeps a report with the version in the run log, with no key and no address of a person', () => {
    expect(kept(test)).toBe(found.report);
    expect(found.report).toMatch(/^OKR Stats \d+\.\d+\.\d+, check of 2026-11-23/);
    expect(found.report).toContain('The Accounting Portal answers with its views');
    expect(found.report).not.toContain(API_KEY);
    expect(found.report).not.toMatch(/@\w/);
  });

  it('sends no key', () => {
    expect(test.host.fetches.slice(asked).flatMap(({ headerNames }) => headerNames)).not.toContain(
      'X-API-Key',
    );
  });

  it('adds what its trigger sees, once', async () => {
    await wait(test, 1);
    const report = kept(test);
    expect(report.startsWith(found.report)).toBe(true);
    const { triggerTime, triggerUser, timeout } = POINTS;
    for (const { statement } of [triggerTime, triggerUser, timeout])
      expect(report).toContain(`As expected: ${statement}`);
    expect(test.host.triggers.list()).toEqual([]);
    expect(test.host.properties.document).not.toHaveProperty('check');
    expect(test.host.properties.users[test.host.owner]).not.toHaveProperty('check');
    const rows = test.values(RUN_LOG).length;
    await wait(test, 30);
    expect(test.values(RUN_LOG)).toHaveLength(rows);
    expect((await valueOf(test, 'panelState', [])).lastCheck).toBe(report);
  });
});

/** Where a deviation shows: in a check, below it when its trigger fires, or in the next check. */
type Where = 'now' | 'by its trigger' | 'in the next check';

/** By which point each deviation is found. */
const FOUND: Record<Deviation, readonly [PointId, Where?, TestWorldOptions?]> = {
  'american formulas': ['comma', 'now', { locale: 'de_DE' }],
  'semicolons refused': ['semicolon'],
  'unreadable formats refused': ['unreadableFormat'],
  'unreadable validations refused': ['unreadableValidation'],
  'periods become dates': ['periodText'],
  'text format ignored': ['rangeText'],
  'equals stays text': ['equalsText'],
  'apostrophes stay': ['apostrophe'],
  'date formats give way': ['dateFormat'],
  'formats not read back': ['textFormat'],
  'refused late': ['refusal'],
  'tabs stay': ['tabDeleted'],
  'no tab by id': ['tabById'],
  'notes lost': ['note'],
  'widths not read back': ['width'],
  'chart options lost': ['chart'],
  'charts of one tab': ['chartOfTabs'],
  'conditional formats lost': ['conditionalFormat'],
  'named ranges stay': ['namedRange'],
  'named ranges fail': ['namedRange'],
  'large values refused': ['largeValue'],
  'cache forgets': ['cache'],
  'unknown hosts answer': ['unknownHost'],
  'faults name no address': ['unknownHost'],
  'timeouts refused': ['timeoutOption'],
  'ranges ignored': ['byteRange'],
  'timeouts ignored': ['timeout', 'in the next check'],
  'one-off triggers late': ['triggerTime', 'by its trigger'],
  'one-off triggers disabled': ['triggerTime', 'in the next check'],
  'triggers tell no user': ['triggerUser', 'by its trigger'],
};

describe('where Google does otherwise', () => {
  it.each(Object.keys(deviations) as Deviation[])('finds out and names it: %s', async (deviation) => {
    const [point, where = 'now', options] = FOUND[deviation];
    const test = open(options);
    test.host.deviations.add(deviation);
    let { report } = await check(test);
    if (where !== 'now') {
      expect(report).not.toContain('NOT SO');
      await wait(test, 16);
      report = kept(test);
    }
    if (where === 'in the next check') {
      await wait(test, 20);
      ({ report } = await check(test));
    }
    expect(report).toContain(`NOT SO: ${POINTS[point].statement} Seen: `);
    expect(report).toContain(`That means: ${POINTS[point].meaning}`);
    if (deviation !== 'tabs stay') expect(test.titles()).not.toContain('OKR Stats is checking');
  });

  it('is as expected in a locale with a decimal comma, too', async () => {
    for (const locale of ['nl_NL', 'fr_FR'] as const) {
      expect((await check(open({ locale }))).report).not.toContain('NOT SO');
    }
  });

  it('says of a dump how large it is, and of portals that fail what that means', async () => {
    const withDump = open();
    withDump.portals.accounting.views = false;
    expect((await check(withDump)).report).toMatch(/answers with its dump \(\d+ kB\)/);
    const failing = open();
    failing.portals.faults.add({ match: 'egi.eu', fault: fault.status(503) });
    const { report } = await check(failing);
    expect(report).toContain(`NOT SO: ${POINTS.views.statement} Seen: status 503`);
    expect(report).toContain(`Could not be tried: ${POINTS.byteRange.statement}`);
  });
});

it('waits for a refresh, and lets none begin meanwhile', async () => {
  const test = open();
  let second: unknown;
  const checking = test.host.run('panelCheckSpreadsheet', {
    origin: 'panel',
    aroundCall: async (call, perform) => {
      if (call.name === 'CacheService.getDocumentCache' && second === undefined) {
        second = await ask(test, 'panelRefresh', [
          { statistics: ['users'], history: 'recent', dryRun: false },
        ]);
      }
      return perform();
    },
  });
  await checking.result;
  expect(second).toEqual({
    failure: expect.stringMatching(/has been checking this spreadsheet since 12:00/) as string,
  });
});

it('shows in the menu what it is going to do, then what is otherwise', async () => {
  const test = open();
  test.host.deviations.add('notes lost');
  test.ui.answer('CANCEL');
  await test.run('checkSpreadsheet');
  expect(test.titles()).toEqual(['Sheet1']);
  test.ui.answer('OK');
  test.ui.answer('OK');
  await test.run('checkSpreadsheet');
  const shown = test.ui.shown.at(-1);
  const text = shown?.kind === 'alert' ? shown.text : '';
  expect(text).toContain('1 of 30 points is not as expected');
  expect(text).toContain(POINTS.note.meaning);
  expect(text).not.toMatch(OWNER);
});
