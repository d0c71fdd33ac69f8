import { expectedCpu, expectedUserTotals } from '../../../local/portals/expected';
import { fault } from '../../../local/portals/faults';
import { disciplinesOf } from '../../../local/portals/operations';
import { monthsIn } from '../../support/taken-over-sheet';
import { CLOUD, TestWorld } from '../../support/world';

const TAB = 'By discipline';
const QUARTERS = ['01-03', '04-06', '07-09'];
const base = new TestWorld({
  vos: 12,
  firstPeriod: '2025.01-03',
  statistics: ['cloud-cpu', 'htc-cpu', 'users', 'by-discipline'],
});
let results: Awaited<ReturnType<TestWorld['refresh']>>;
beforeAll(async () => {
  results = await base.refresh();
});

/** Cloud hours of a VO, or of all, in the quarters of a year that are over. */
const hoursOf = (year: number, name?: string): number =>
  QUARTERS.reduce((sum, months) => {
    const { hours, total } = expectedCpu(base.world, 'cloud', monthsIn(`${year}.${months}`));
    const of = Object.entries(hours).find(([vo]) => vo.toLowerCase() === name?.toLowerCase());
    return sum + (name === undefined ? total : (of?.[1] ?? 0));
  }, 0);

const number = (row: string, header: string): number => Number(base.cell(TAB, row, header));

it('comes with one more request, and says how many VOs count several times', () => {
  const [result] = results.filter(({ id }) => id === 'by-discipline');
  expect(result).toMatchObject({ result: 'done', requests: 1, periods: '2026.01-03 to 2026.07-09' });
  const several = base.world.vos.filter((vo) => vo.listed && disciplinesOf(vo).length > 1).length;
  if (several > 0) expect(result?.message).toMatch(/under several disciplines/);
  expect(base.note(TAB, 'Discipline', 'Cloud CPU/h, this year')).toContain('counts under each of them');
});

it('has the hours of each discipline this year and the year before, and those of the VOs that none names', () => {
  const listed = base.world.vos.filter(({ listed: is }) => is);
  for (const row of base.labels(TAB).filter((label) => label !== 'TOTAL')) {
    const vos = listed.filter((vo) =>
      row === 'no discipline known' ? disciplinesOf(vo).length === 0 : disciplinesOf(vo).includes(row),
    );
    const [now, before] = [2026, 2025].map((year) =>
      vos.reduce((sum, { name }) => sum + hoursOf(year, name), 0),
    );
    expect([row, number(row, 'Cloud CPU/h, this year')]).toEqual([row, now]);
    expect([row, number(row, 'Cloud CPU/h, year before')]).toEqual([row, before]);
    const change = before === 0 || before === undefined ? '' : Number(now) / before - 1;
    expect([row, base.cell(TAB, row, 'Cloud CPU/h, change')]).toEqual([row, change]);
  }
});

it('has in TOTAL what is reported, each VO counted once', () => {
  expect([2026, 2025].map((year) => hoursOf(year))).toEqual([
    number('TOTAL', 'Cloud CPU/h, this year'),
    number('TOTAL', 'Cloud CPU/h, year before'),
  ]);
  const users = expectedUserTotals(base.world, monthsIn('2026.07-09')).actual;
  expect(number('TOTAL', 'Actual users, this year')).toBe(users);
  expect(base.cell(TAB, 'TOTAL', 'Compared')).toBe('2026.01-03 to 2026.07-09 with 2025.01-03 to 2025.07-09');
});

it('writes nothing when nothing has changed, and leaves rows of users alone', async () => {
  const test = base.later();
  test.sheet(TAB).appendRow(['What we think of it', 'a lot']);
  const before = test.values(TAB);
  expect(await test.refreshOne('by-discipline')).toMatchObject({ result: 'done', changes: '' });
  expect(test.values(TAB)).toEqual(before);
});

it('a discipline that the portal names no longer keeps its row without figures', async () => {
  const test = base.later();
  const vo = base.world.vos.filter(({ listed }) => listed).map(({ name }) => ({ name, NbUsers: '1' }));
  const discipline = [{ value: 'All of it', NbVo: '12', TotalSumNbUsers: '12', vo }];
  test.portals.faults.add({
    match: '/vo-metrics-disciplines',
    fault: fault.body(JSON.stringify({ discipline })),
  });
  const { result, message } = await test.refreshOne('by-discipline');
  expect([result, message]).toEqual(['done', expect.stringContaining('Natural Sciences: not named by the')]);
  const [all, total] = ['All of it', 'TOTAL'].map((row) =>
    Number(test.cell(TAB, row, 'HTC CPU/h, this year')),
  );
  // The portal rounds each VO's hours by themselves.
  expect(Math.abs(Number(all) - Number(total))).toBeLessThan(12);
  const gone = test.rows(TAB)['Natural Sciences'] ?? [];
  expect(gone.slice(1, -1).every((cell) => cell === '')).toBe(true);
  expect(gone.at(-1)).toBe('not named by the portal any more');
});

it.each([
  ['another shape', { disciplines: [] }, 'an object with "discipline" is expected'],
  [
    'VOs of somewhere else',
    { discipline: [{ value: 'A', NbVo: '1', TotalSumNbUsers: '1', vo: [{ name: 'x.y' }] }] },
    'it names none of the VOs',
  ],
  [
    'a discipline TOTAL',
    { discipline: [{ value: 'Total', NbVo: '0.0', TotalSumNbUsers: '0.0', vo: [] }] },
    'it calls a discipline "Total"',
  ],
])('an answer with %s is refused in words, and the tab stays', async (_, answer, why) => {
  const test = base.later();
  const before = test.values(TAB);
  test.portals.faults.add({ match: '/vo-metrics-disciplines', fault: fault.body(JSON.stringify(answer)) });
  const { result, message } = await test.refreshOne('by-discipline');
  expect([result, message]).toEqual(['failed', expect.stringContaining(why)]);
  expect(test.values(TAB)).toEqual(before);
});

it('is refused where VOs do not add up to what is reported, or were never refreshed', async () => {
  const test = base.later();
  test.type(CLOUD, '2026.04-06', 'CPU/h', 1);
  expect((await test.refreshOne('by-discipline')).message).toContain(
    'do not add up to the Cloud CPU/h of 2026.04-06',
  );
  const fresh = new TestWorld({ vos: 4, firstPeriod: '2026.07-09' });
  expect((await fresh.refreshOne('by-discipline')).message).toContain(
    'Cloud CPU/h has not been refreshed yet',
  );
});

it('is off unless somebody switches it on, and waits for the first quarter to be over', async () => {
  const test = new TestWorld({ vos: 4, firstPeriod: '2026.10-12' });
  await test.refresh();
  expect(await test.refreshOne('by-discipline')).toMatchObject({
    result: 'done',
    message: expect.stringContaining('no quarter of the history is over') as string,
  });
  expect(test.titles()).not.toContain(TAB);
  test.host.properties.document.settings = JSON.stringify({ firstPeriod: '2026.10-12' });
  expect((await test.refresh()).map(({ id }) => id)).not.toContain('by-discipline');
});
