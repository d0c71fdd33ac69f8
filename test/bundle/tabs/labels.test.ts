import { CLOUD, CLOUD_BY_VO, OKR_USERS, TestWorld, USERS } from '../../support/world';

let base: TestWorld;
let usersOnly: TestWorld;
beforeAll(async () => {
  const { world } = new TestWorld({ vos: 10 });
  base = new TestWorld({ statistics: ['cloud-cpu'], world, today: '2026-09-20' });
  await base.refresh();
  usersOnly = new TestWorld({ statistics: ['users'], vos: 5 });
  await usersOnly.refresh();
});

describe('a label that somebody has typed or pasted anew', () => {
  it.each([
    ['with an em dash', '2026.04\u201406', ''],
    ['with an invisible sign', '2026.04-\u206006', ''],
    ['with a mark', '2026.04-06 *', '*'],
    ['in brackets', '2026.04-06 (reported)', '(reported)'],
    ['in other words', 'Q2 2026', 'Q2 2026'],
  ])('%s is set right in its row, and what it said is kept in the note', async (_, label, note) => {
    const test = base.later({ today: '2026-11-23' });
    test.type(CLOUD, '2026.04-06', 'Period', label);
    const row = test.labels(CLOUD).indexOf(label) + 2;
    test.sheet(CLOUD).getRange(row, 9).setValue('ask the site');
    const [result] = await test.refresh();
    expect(test.labels(CLOUD).filter((each) => each === '2026.04-06')).toHaveLength(1);
    expect(test.labels(CLOUD)).toHaveLength(5);
    expect(test.rows(CLOUD)['2026.04-06']?.[8]).toBe('ask the site');
    expect(test.note(CLOUD, '2026.04-06', 'Period')).toBe(note);
    expect(result?.result).toBe('done');
    if (note !== '') expect(result?.message).toContain(label);
  });

  it('in a header of the hours by VO is set right, too', async () => {
    const test = base.later({ today: '2026-11-23' });
    const header = test.values(CLOUD_BY_VO)[0]?.indexOf('2026.04-06') ?? 0;
    test
      .sheet(CLOUD_BY_VO)
      .getRange(1, header + 1)
      .setValue('2026.04\u201306');
    await test.refresh();
    expect(test.values(CLOUD_BY_VO)[0]?.filter((each) => /2026.04/.test(String(each)))).toEqual([
      '2026.04-06',
    ]);
  });
});

it('where the right label stands beside one that looks like it, that row counts and the other is named', async () => {
  const test = base.later({ today: '2026-11-23' });
  test.sheet(CLOUD).appendRow(['2026.04-06 (target)', 999]);
  const [result] = await test.refresh();
  expect(test.cell(CLOUD, '2026.04-06 (target)', 'CPU/h')).toBe(999);
  expect(result?.message).toMatch(/A7 \("2026.04-06 \(target\)"\) looks like 2026.04-06/);
});

it('rows about other lengths of time stay as they are', async () => {
  const test = base.later({ today: '2026-11-23' });
  for (const label of ['2026.01-06', 'Total 2026', '2026']) test.sheet(CLOUD).appendRow([label, 1]);
  const [result] = await test.refresh();
  expect(test.labels(CLOUD)).toEqual(expect.arrayContaining(['2026.01-06', 'Total 2026', '2026']));
  expect(result?.message).not.toContain('looks like');
});

it('a sum of users that leaves out a new period is named by its cell', async () => {
  const test = base.later({ today: '2026-11-23' });
  test.sheet(CLOUD).appendRow(['All together', '=SUM(B2:B5)']);
  test.sheet(CLOUD).appendRow(['One by one', '=B2 + B3 + $B$4+B5']);
  test.sheet(CLOUD).appendRow(['Of two', '=B4+B5']);
  test
    .sheet(CLOUD_BY_VO)
    .getRange('F1:F2')
    .setValues([['Sum'], ['=SUM(B2:E2)']]);
  const [result] = await test.refresh();
  expect(result?.message).toContain(
    'the sum in B7 ("All together"), B8 ("One by one") leaves out 2026.10-12',
  );
  expect(result?.message).toContain('the sum in G2 ("Sum") leaves out 2026.10-12');
});

it.each(['TOTAL', 'Sum of all VOs', 'Reported to the board'])(
  'a row "%s" under the VOs is asked about, and its sum has new VOs',
  async (label) => {
    const test = base.later({ today: '2026-11-23' });
    const sheet = test.sheet(CLOUD_BY_VO);
    const last = sheet.getLastRow();
    sheet.getRange(last, 1).setValue('aaa.gone.eu');
    sheet.appendRow([label, `=SUM(B2:B${last})`]);
    const [result] = await test.refresh();
    const rows = test.values(CLOUD_BY_VO);
    expect(rows[rows.length - 1]?.[0]).toBe(label);
    expect(rows[rows.length - 1]?.[1]).toBe(rows.slice(1, -1).reduce((sum, row) => sum + Number(row[1]), 0));
    expect(result?.message).toContain(`("${label}") is not counted`);
  },
);

it('a sum that users have typed under the VOs is not counted as users of a VO', async () => {
  const test = usersOnly.later();
  const before = test.values(OKR_USERS);
  test.sheet(USERS).appendRow(['Reported to the board', 1000, 1000, 1000, 1000, 1000]);
  const [result] = await test.refresh();
  expect(test.values(OKR_USERS)).toEqual(before);
  expect(result?.message).toContain('("Reported to the board") is not counted');
});

it('TOTAL is the sum of the VOs again where a formula of users sums up something else', async () => {
  const test = usersOnly.later();
  const sheet = test.sheet(USERS);
  const right = test.values(USERS)[1];
  const letters = ['B', 'C', 'D', 'E', 'F'];
  sheet.appendRow(['LHC experiments', ...letters.map((letter) => `=SUM(${letter}3:${letter}4)`)]);
  sheet.getRange(2, 2, 1, 5).setFormulas([['=SUM(B3:B)', '=SUM($B3:$B)', '=SUM(D3:D)', '=D2', '=SUM(F3:F)']]);
  const [result] = await test.refresh();
  expect(test.values(USERS)[1]).toEqual(right);
  expect(result?.message).toContain('B2 (=SUM(B3:B))');
});
