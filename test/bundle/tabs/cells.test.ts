import { CLOUD, CLOUD_BY_VO, OKR_USERS, TestWorld, USERS } from '../../support/world';

let base: TestWorld;
beforeAll(async () => {
  const first = new TestWorld({ statistics: ['cloud-cpu', 'users'], vos: 4 });
  await first.refresh();
  // Closed long ago; nobody measures it again.
  first.sheet(USERS).appendRow(['vo.closed.eu', 500, 510, 520, 530, 540]);
  await first.refresh();
  base = first.later();
});

/** All but what people have formatted. */
const okrUsers = (test: TestWorld): unknown[][] => test.values(OKR_USERS).map((row) => row.slice(0, 2));

describe('a column of figures that somebody has formatted', () => {
  it.each(['dd/MM/yyyy', 'yyyy-mm-dd hh:mm', 'd mmm'])(
    'as dates, %s, still holds its figures',
    async (format) => {
      const test = base.later();
      const before = okrUsers(test);
      test.sheet(CLOUD).getRange('B2:B6').setNumberFormat(format);
      test.sheet(USERS).getRange('B3:F9').setNumberFormat(format);
      const results = await test.refresh();
      expect(results.map(({ result, changes }) => [result, changes])).toEqual([
        ['done', ''],
        ['done', ''],
      ]);
      expect(okrUsers(test)).toEqual(before);
      for (const { message } of results)
        expect(message).toMatch(/" B[23] \(\d+\), .* formatted as a date, and counted/);
    },
  );

  it('as text, with the figures typed anew, still counts the users of a closed VO', async () => {
    const test = base.later();
    const before = okrUsers(test);
    const row = test.labels(USERS).indexOf('vo.closed.eu') + 2;
    test
      .sheet(USERS)
      .getRange(row, 2, 1, 2)
      .setNumberFormat('@')
      .setValues([['500', '510']]);
    await test.refresh();
    expect(okrUsers(test)).toEqual(before);
  });
});

describe('what is no figure, in a cell for which there is one,', () => {
  it.each([
    [CLOUD, '2026.04-06', 'CPU/h', 'Cloud CPU/h'],
    [CLOUD, '2026.04-06', '#VOs with accounting', 'Cloud CPU/h'],
    [CLOUD_BY_VO, 'ALICE', '2026.04-06', 'Cloud CPU/h'],
    [USERS, 'alice', '2026.04-06', 'Users'],
    [USERS, 'alice', 'Registered Users', 'Users'],
    [OKR_USERS, '2026.10-12', 'Active users', 'Users'],
  ])('stays in %s, %s, %s, and is named with its cell', async (tab, row, column, statistic) => {
    const test = base.later();
    const okr = okrUsers(test);
    test.type(tab, row, column, 'ask Ana');
    const before = test.snapshot();
    const results = await test.refresh();
    expect(test.snapshot()).toEqual(before);
    const { result, message } = results.find(({ title }) => title === statistic) ?? {};
    expect(result).toBe('partly done');
    expect(message).toMatch(new RegExp(`[A-Z]\\d+ in tab "${tab.replace(/[()]/g, '\\$&')}" holds "ask Ana"`));
    expect(okrUsers(test)).toEqual(okr);
  });

  it('goes when all of history is written', async () => {
    const test = base.later();
    test.type(CLOUD_BY_VO, 'ALICE', '2026.04-06', 'ask Ana');
    await test.refreshOne('cloud-cpu', { history: 'all' });
    expect(test.cell(CLOUD_BY_VO, 'ALICE', '2026.04-06')).toEqual(expect.any(Number));
  });
});

it('a fraction is named with its cell, where the portals give whole numbers', async () => {
  const test = base.later();
  test.type(CLOUD, '2026.04-06', 'CPU/h', 1.234);
  test.type(OKR_USERS, '2026.04-06', 'Actual users', 1.234);
  const [cloud, users] = await test.refresh();
  expect(cloud?.message).toContain('B4 (1.234) had a fraction');
  expect(users?.message).toContain('B4 (1.234) had a fraction');
});
