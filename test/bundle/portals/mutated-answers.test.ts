import fc from 'fast-check';
import { fault } from '../../../local/portals/faults';
import { isLong } from '../../support/effort';
import { mutated, mutations } from '../../support/mutations';
import { restated } from '../../support/restated';
import { DASHBOARD, RUN_LOG, TestWorld } from '../../support/world';

const REFRESHES = isLong ? 60 : 10;
/** One answer of so many is damaged, so that some statistics of a refresh are well. */
const ONE_OF = 3;

const old = new TestWorld({ vos: 5, firstPeriod: '2026.07-09' });
const statistics = ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes'] as const;
const world = {
  ...restated(old.world),
  changes: [{ vo: 'vo.new.eu', status: 'Production', date: '2026-08-05' }],
};

/** Cells that hold what no figure can be; what stands in the first column are labels, and a VO may be called NaN. */
const impossible = (test: TestWorld): string[] =>
  test.titles().flatMap((title) =>
    test
      .values(title)
      .flatMap((row) => row.slice(1))
      .filter((value) =>
        typeof value === 'number'
          ? !Number.isFinite(value) || (value < 0 && title !== DASHBOARD)
          : /^(NaN|undefined|null|\[object Object\])$/.test(String(value)),
      )
      .map((value) => `${title}: ${String(value)}`),
  );

/** Tabs whose cells have become blank although something stood there. */
function lost(test: TestWorld): string[] {
  return old
    .titles()
    .filter((title) => title !== RUN_LOG && title !== DASHBOARD)
    .flatMap((title) => {
      const now = test.rows(title);
      return Object.entries(old.rows(title)).flatMap(([label, row]) =>
        row.flatMap((value, column) =>
          value !== '' && (now[label]?.[column] ?? '') === '' ? [`${title} ${label} ${String(column)}`] : [],
        ),
      );
    });
}

it('answers that are damaged anyhow give finite figures that are not negative or keep the old ones, and no fault of ours', async () => {
  expect((await old.refresh({ statistics })).map(({ result }) => result)).toEqual(Array(4).fill('done'));
  const test = old.later({ world });
  const damages = fc.sample(mutations, { numRuns: REFRESHES * 10, seed: 20261126 });
  const used = (): number => REFRESHES * 10 - damages.length;
  let answers = 0;
  const damage = fault.body((body) => (answers++ % ONE_OF === 0 ? mutated(body, damages.pop() ?? []) : body));
  test.portals.faults.add({ match: /VO\/DATE|egi-reports|vo-list/, fault: damage });
  let failed = 0;
  for (let refresh = 0; refresh < REFRESHES; refresh++) {
    test.clock.advance(3_600_000);
    const results = await test.refresh({ statistics });
    const told = { refresh, messages: results.map(({ message }) => message) };
    expect({ ...told, impossible: impossible(test) }).toEqual({ ...told, impossible: [] });
    expect({ ...told, lost: lost(test) }).toEqual({ ...told, lost: [] });
    expect(told.messages.join('\n')).not.toMatch(
      /Error:|is not a function|Cannot read|not iterable|at .*Code\.js/,
    );
    if (results.some(({ result }) => result !== 'done')) failed++;
  }
  expect(failed).toBeGreaterThan(REFRESHES / 4);
  expect(used()).toBeGreaterThan(3 * REFRESHES);
  test.portals.faults.clear();
  expect((await test.refresh({ statistics, history: 'all' })).map(({ result }) => result)).toEqual(
    Array(4).fill('done'),
  );
}, 300_000);
