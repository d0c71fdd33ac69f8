import { CLOUD, OKR_USERS, TestWorld, USERS } from '../../support/world';

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
