import { worldOf, type StatusChange } from '../../../local/portals/world';
import { DASHBOARD, TestWorld, VO_CHANGES } from '../../support/world';

const change = (vo: string, status: string, date: string): StatusChange => ({ vo, status, date });
const worldWith = (...leaving: StatusChange[]): ReturnType<typeof worldOf> =>
  worldOf({
    vos: [],
    changes: [
      change('vo.a.eu', 'Production', '2026-02-01'),
      change('vo.b.eu', 'Production', '2026-05-01'),
      change('vo.c.eu', 'Production', '2026-08-01'),
      change('vo.d.eu', 'Production', '2026-09-01'),
      ...leaving,
    ],
  });

const LEAVING = [change('vo.x.eu', 'Leaving', '2026-02-02'), change('vo.y.eu', 'Leaving', '2026-05-02')];
const DELETED = [change('vo.x.eu', 'Deleted', '2026-10-02'), change('vo.y.eu', 'Deleted', '2026-10-03')];

/** What the dashboard lists of VO changes, one text a remark; undefined where it has no such row. */
function listed(test: TestWorld): string[] | undefined {
  const rows = test.values(DASHBOARD).map((row) => row.map(String));
  const header = rows.findIndex(([first]) => first === 'Remarks');
  const found = rows.slice(header + 1).find(([first]) => first === 'VO changes');
  return header === -1 ? undefined : found?.[2]?.split('\n');
}

const inAutumn = { today: '2026-10-20', firstPeriod: '2026.01-03', statistics: ['vo-changes'] as const };

/** Two VOs that were leaving have been deleted, each in another quarter. */
async function afterTwoMoved(): Promise<TestWorld> {
  const test = new TestWorld({ ...inAutumn, world: worldWith(...LEAVING) });
  await test.refresh();
  expect(listed(test)).toBeUndefined();
  return test.later({ ...inAutumn, world: worldWith(...DELETED) });
}

it('a remark is made when it begins to hold, and then only listed, and nobody gets a mail', async () => {
  const test = await afterTwoMoved();
  const [first] = await test.refresh({ how: 'schedule' });
  expect(first).toMatchObject({ result: 'done' });
  expect(first?.message.split('\n')).toEqual([
    expect.stringMatching(/^2026\.01-03: .*vo\.x\.eu\(L\)/),
    expect.stringMatching(/^2026\.04-06: .*vo\.y\.eu\(L\)/),
  ]);
  expect(listed(test)).toEqual(first?.message.split('\n'));
  const [second] = await test.refresh({ how: 'schedule' });
  expect(second).toMatchObject({ result: 'done', message: '' });
  expect(listed(test)).toEqual(first?.message.split('\n'));
  expect(test.host.outbox).toEqual([]);
});

it('one that is new is made beside those that are listed', async () => {
  const test = await afterTwoMoved();
  await test.refresh();
  const third = [change('vo.c.eu', 'Leaving', '2026-10-04')];
  const moved = test.later({
    ...inAutumn,
    world: worldOf({
      vos: [],
      changes: [...worldWith(...DELETED).changes.filter(({ vo }) => vo !== 'vo.c.eu'), ...third],
    }),
  });
  const [result] = await moved.refresh();
  expect(result?.message).toMatch(/^2026\.07-09: .*vo\.c\.eu\(P\)[^\n]*$/);
  expect(listed(moved)).toHaveLength(3);
});

it('one that holds no longer goes from the list, and is made again when it comes back', async () => {
  const test = await afterTwoMoved();
  await test.refresh();
  test.type(VO_CHANGES, '2026.01-03', 'List of VOs', 'vo.a.eu(P)');
  await test.refresh();
  expect(listed(test)).toEqual([expect.stringContaining('vo.y.eu(L)')]);
  test.type(VO_CHANGES, '2026.01-03', 'List of VOs', 'vo.a.eu(P), vo.x.eu(L)');
  const [result] = await test.refresh();
  expect(result?.message).toMatch(/^2026\.01-03: .*vo\.x\.eu\(L\)[^\n]*$/);
});

it('one about a period that is not asked for any more stays in the list', async () => {
  const test = await afterTwoMoved();
  await test.refresh();
  const later = test.later({ ...inAutumn, today: '2027-08-20', world: worldWith(...DELETED) });
  const [result] = await later.refresh();
  expect(result?.message).toBe('');
  expect(listed(later)).toHaveLength(2);
});

it('a refresh that fails leaves the list as it is', async () => {
  const test = await afterTwoMoved();
  await test.refresh();
  const before = listed(test);
  test.portals.faults.add({ match: '/egi-reports/vo', times: 99, fault: { kind: 'unavailable' } });
  const [failed] = await test.refresh();
  expect(failed).toMatchObject({ result: 'failed' });
  expect(listed(test)).toEqual(before);
});

it('a row of remarks that somebody has deleted comes again with the next refresh', async () => {
  const test = await afterTwoMoved();
  await test.refresh();
  const before = listed(test);
  const rows = test.values(DASHBOARD).map(([first]) => String(first));
  test.sheet(DASHBOARD).deleteRow(rows.lastIndexOf('VO changes') + 1);
  await test.refresh();
  expect(listed(test)).toEqual(before?.slice(-2));
});
