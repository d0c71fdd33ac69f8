import type { AroundCall } from '../../../local/apps-script/execution';
import type { RunOptions } from '../../../local/apps-script/host';
import type { ResultInWords } from '../../../src/reports/describe-result';
import { appearance } from '../../support/appearance';
import { isLong } from '../../support/effort';
import { timeless } from '../../support/timeless';
import { CLOUD, DASHBOARD, RUN_LOG, TestWorld, USERS } from '../../support/world';

const ITALIAN = 'Il servizio Fogli non ha risposto in tempo durante il lavoro sul documento.';
const JAPANESE = 'サービスでエラーが発生しました。ドキュメントにアクセスできません。';

const SMALL = { statistics: ['cloud-cpu', 'users'], vos: 3, tabRows: 12 } as const;
const { world } = new TestWorld({ ...SMALL, firstPeriod: '2026.04-06' });

/** Two sheets: one in which all tabs and charts are new, and one that gets rows and columns for a new quarter. */
const fresh = new TestWorld({ ...SMALL, world, firstPeriod: '2026.07-09' });
let quarterLater: TestWorld;
beforeAll(async () => {
  const before = new TestWorld({
    ...SMALL,
    firstPeriod: '2026.04-06',
    today: '2026-09-20',
    world,
  });
  await before.refresh();
  quarterLater = before.later({ today: '2026-11-23' });
});

const refresh = (test: TestWorld, fates: RunOptions): Promise<ResultInWords[]> =>
  test.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }], ...fates }) as Promise<ResultInWords[]>;

const seen = (test: TestWorld): unknown =>
  timeless([
    test.titles(),
    appearance(test, () => true),
    test.spreadsheet.getSheetByName(DASHBOARD)?.getCharts().length,
    Object.keys(test.host.properties.document).sort(),
    test.host.triggers.list(),
  ]);

const whole = new Map<TestWorld, unknown>();
async function wholeOf(base: TestWorld): Promise<unknown> {
  if (!whole.has(base)) {
    const quiet = base.later();
    await refresh(quiet, {});
    whole.set(base, seen(quiet));
  }
  return whole.get(base);
}

/** What becomes of the n-th call of a name, from 0: it has landed when it throws, or Google refuses it only later. */
const FATES: Record<string, (name: string, n: number, message: string) => RunOptions> = {
  'lands and then throws': (name, n, message) => {
    let times = 0;
    const aroundCall: AroundCall = async (call, proceed) => {
      const value = await proceed();
      if (call.name === name && times++ === n) throw new Error(message);
      return value;
    };
    return { aroundCall };
  },
  'is refused at flush or at the next read': (name, n, message) => {
    let times = 0;
    return { lateRefusal: { message, refuses: (call) => call.name === name && times++ === n } };
  },
};

const [LANDS, LATE] = Object.keys(FATES) as [string, string];

/** Everything that must not be done twice, and some of what may be, with the fate that each has in everyday tests. */
const CALLS: readonly (readonly [name: string, base: () => TestWorld, fate: string])[] = [
  ['Spreadsheet.insertSheet', () => fresh, LANDS],
  ['Sheet.setName', () => fresh, LATE],
  ['Sheet.insertChart', () => fresh, LANDS],
  ['Range.insertCheckboxes', () => fresh, LATE],
  ['Sheet.insertRowsAfter', () => quarterLater, LATE],
  ['Sheet.insertColumnsAfter', () => quarterLater, LANDS],
  ['Sheet.insertRowsBefore', () => quarterLater, LANDS],
  ['Sheet.updateChart', () => quarterLater, LATE],
  ['Range.setValues', () => quarterLater, LATE],
  ['Range.setNote', () => quarterLater, LANDS],
  ['ScriptApp.deleteTrigger', () => quarterLater, LANDS],
  ['ClockTriggerBuilder.create', () => quarterLater, LANDS],
];
const CASES = CALLS.flatMap(([name, base, everyday]) =>
  Object.entries(FATES)
    .filter(([fate]) => isLong || fate === everyday)
    .flatMap(([fate, make]) =>
      (isLong ? [0, 1, 2] : [0]).flatMap((n) =>
        [ITALIAN, JAPANESE]
          .slice(0, isLong ? 2 : 1)
          .map((message) => ({ name, fate, base, fates: make(name, n, message) })),
      ),
    ),
);

it.each(CASES)('$name that $fate costs nothing, and nothing is there twice', async ({ base, fates }) => {
  const test = base().later();
  const wanted = await wholeOf(base());
  const results = await refresh(test, fates);
  expect(results).toMatchObject(results.map(() => ({ result: 'done', message: '' })));
  const is = seen(test);
  if (JSON.stringify(is) !== JSON.stringify(wanted)) expect(is).toEqual(wanted);
});

describe('what Google refuses for good', () => {
  /** Only the owner may edit the tab from now on. */
  const protect = (test: TestWorld, title: string): void => {
    const protection = test.sheet(title).protect();
    protection.removeEditors(protection.getEditors().map((editor) => editor.getEmail()));
  };

  it.each([
    ['at the call', undefined],
    ['at flush', {}],
  ])('%s is told with the name of the tab alone, and leaves no mark behind', async (_, lateRefusal) => {
    const test = quarterLater.later();
    protect(test, CLOUD);
    const before = test.snapshot(USERS);
    const results = await refresh(test, { as: 'editor@example.org', lateRefusal });
    expect(results).toMatchObject([
      {
        result: 'failed',
        message: expect.stringMatching(/^Tab "Accounting Cloud CPU\/h" has protected/) as string,
      },
      { id: 'users' },
    ]);
    expect(test.snapshot(USERS)[CLOUD]).toEqual(before[CLOUD]);
    expect(test.host.properties.document.unfinishedWrite).toBeUndefined();
    expect(test.log().map(({ Statistic }) => Statistic)).toContain('Users');
  });

  it.each([LANDS, LATE])('an insertion that %s, each time, leaves no blank column', async (fate) => {
    const isInsertion = ({ name }: { readonly name: string }): boolean => name === 'Sheet.insertColumnsAfter';
    const aroundCall: AroundCall = async (call, proceed) => {
      const value = await proceed();
      if (isInsertion(call)) throw new Error(JAPANESE);
      return value;
    };
    const test = quarterLater.later();
    const width = test.sheet(USERS).getMaxColumns();
    const results = await refresh(
      test,
      fate === LANDS ? { aroundCall } : { lateRefusal: { message: JAPANESE, refuses: isInsertion } },
    );
    const words = `Tab "${USERS}" could not be written: Google says "${JAPANESE}". Look there for frozen`;
    expect(results.find(({ id }) => id === 'users')).toMatchObject({
      result: 'failed',
      message: expect.stringContaining(words) as string,
    });
    expect(test.sheet(USERS).getMaxColumns()).toBe(width);
    expect(test.host.properties.document.unfinishedWrite).toBeUndefined();
    expect(test.titles()).toContain(RUN_LOG);
  });
});
