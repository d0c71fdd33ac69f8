import { restated } from '../../support/restated';
import { addTab } from '../../support/taken-over-sheet';
import { CLOUD, DASHBOARD, TestWorld, USERS } from '../../support/world';

const KEY_RESULTS = 'Key results';

const base = new TestWorld({ firstPeriod: '2025.10-12', vos: 5 });
beforeAll(async () => {
  await base.refresh();
});

/** Somebody gives a column another header, and perhaps contents of their own. */
function rename(test: TestWorld, title: string, header: string, other: string, cell?: number): void {
  const sheet = test.sheet(title);
  const values = test.values(title);
  const column = (values[0]?.indexOf(header) ?? -1) + 1;
  sheet.getRange(1, column).setValue(other);
  if (cell !== undefined)
    values.slice(1).forEach((_, row) => sheet.getRange(row + 2, column).setValue(cell + row));
}

const column = (test: TestWorld, title: string, header: string): unknown[] => {
  const [headers = [], ...rows] = test.values(title);
  return rows.map((row) => row[headers.indexOf(header)]);
};

/** The dashboard's figure of the last complete period. */
const shownFigure = (test: TestWorld, name: string): unknown =>
  test.values(DASHBOARD).find(([first]) => first === name)?.[2];

describe('a column of CPU/h that people have made a budget of', () => {
  let test: TestWorld;
  beforeAll(() => {
    test = base.later();
    rename(test, CLOUD, 'CPU/h', 'Budget (h)', 1000);
  });

  it('is refused, and stays as it is', async () => {
    const before = test.snapshot(KEY_RESULTS);
    const result = await test.refreshOne('cloud-cpu');
    expect(result).toMatchObject({ result: 'failed' });
    expect(result.message).toContain(
      `Tab "${CLOUD}" has no column "CPU/h". B1 ("Budget (h)") may be it, but holds other figures`,
    );
    expect(test.snapshot(KEY_RESULTS)).toEqual(before);
  });

  it('is not shown on the dashboard as what it is not', () => {
    expect(shownFigure(test, 'Cloud CPU/h')).toBe('no figure yet');
  });

  it('stays beside the column that gets its header back', async () => {
    const budget = column(test, CLOUD, 'Budget (h)');
    test.sheet(CLOUD).getRange(1, 8).setValue('CPU/h');
    expect(await test.refreshOne('cloud-cpu')).toMatchObject({ result: 'done', message: '' });
    expect(column(test, CLOUD, 'CPU/h')).toEqual(column(base, CLOUD, 'CPU/h'));
    expect(column(test, CLOUD, 'Budget (h)')).toEqual(budget);
    expect(shownFigure(test, 'Cloud CPU/h')).toBe(test.cell(CLOUD, '2026.07-09', 'CPU/h'));
  });
});

it('a quota that people have put in the place of "Total Users" is refused, and stays', async () => {
  const test = base.later();
  rename(test, USERS, 'Total Users', 'Quota', 100);
  const before = test.snapshot(KEY_RESULTS);
  expect((await test.refreshOne('users')).message).toMatch(
    /^Tab .* has no column "Total Users"\. \w+ \("Quota"\) may be it/,
  );
  expect(test.snapshot(KEY_RESULTS)).toEqual(before);
});

it('a column of which only the header is another goes on under it, also when all of its figures change later', async () => {
  const reworded = base.later();
  rename(reworded, CLOUD, 'CPU/h', 'Cloud hours');
  expect(await reworded.refreshOne('cloud-cpu')).toMatchObject({ result: 'done', changes: '' });
  const test = reworded.later({ world: restated(base.world) });
  expect(await test.refreshOne('cloud-cpu', { history: 'all' })).toMatchObject({
    result: 'done',
    message: '',
  });
  expect(test.values(CLOUD)[0]).toEqual(reworded.values(CLOUD)[0]);
  expect(column(test, CLOUD, 'Cloud hours')).not.toEqual(column(base, CLOUD, 'CPU/h'));
  expect(shownFigure(test, 'Cloud CPU/h')).toBe(test.cell(CLOUD, '2026.07-09', 'Cloud hours'));
});

it('a reworded tab of other programs, which have counted otherwise, goes on also when first only its gaps are filled', async () => {
  const fresh = new TestWorld({ firstPeriod: '2025.10-12', vos: 5, world: base.world });
  const [headers = [], ...rows] = base.values(CLOUD).map((row) => row.map((cell) => cell as string | number));
  const counted = rows
    .slice(0, -1)
    .map(([label = '', hours, ...rest]) => [label, Number(hours) * 1.03, ...rest]);
  addTab(fresh, CLOUD, [headers.map((header) => (header === 'CPU/h' ? 'Cloud hours' : header)), ...counted]);
  expect(await fresh.refreshOne('cloud-cpu', { history: 'missing' })).toMatchObject({ result: 'done' });
  expect(await fresh.refreshOne('cloud-cpu')).toMatchObject({ result: 'done' });
  expect(column(fresh, CLOUD, 'Cloud hours')).toEqual(column(base, CLOUD, 'CPU/h'));
});
