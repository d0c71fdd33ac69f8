import { makeWorld } from '../../../local/portals/generated-world';
import { restated } from '../../support/restated';
import { DASHBOARD, CLOUD, OKR_USERS, TestWorld, USERS } from '../../support/world';
import type { ResultInWords } from '../../../src/reports/describe-result';

/** Over since 1 July, and measured since then. */
const OLD = '2026.04-06';
/** The quarter that runs. */
const RUNNING = '2026.10-12';

const base = new TestWorld({ vos: 3, settings: { statistics: { 'htc-cpu': false } } });
beforeAll(() => base.refresh());

/** A spreadsheet whose total of a period is half of what the portal gives, before or after a first refresh. */
async function halved(
  label: string,
  refreshes: number,
): Promise<[TestWorld, old: number, ...ResultInWords[]]> {
  const test = base.later();
  const old = Math.round(Number(base.cell(CLOUD, label, 'CPU/h')) / 2);
  test.type(CLOUD, label, 'CPU/h', old);
  const results: ResultInWords[] = [];
  for (let done = 0; done < refreshes; done++) {
    if (done > 0) nextDay(test);
    results.push(await test.refreshOne('cloud-cpu'));
  }
  return [test, old, ...results];
}
const nextDay = (test: TestWorld): void => test.clock.advance(86_400_000);
const hours = (test: TestWorld, label = OLD): unknown => test.cell(CLOUD, label, 'CPU/h');
const EXPLAINED = /^Figures would change by more than 20 % although they were measured after their end\. /;

describe('the total of a period that was measured after its end and changes by more than 20 %', () => {
  it('leaves the whole row as it was, and log, result and dashboard say so', async () => {
    const [test, old] = await halved(OLD, 0);
    test.type(CLOUD, OLD, 'List of active VOs', 'somebody');
    const row = test.rows(CLOUD)[OLD];
    const [cloud] = await test.refresh();
    expect(test.rows(CLOUD)[OLD]).toEqual(row);
    expect(cloud).toMatchObject({ result: 'done' });
    expect(cloud?.message).toMatch(EXPLAINED);
    const [was, is] = [old, Number(hours(base))].map((figure) => figure.toLocaleString('en-US'));
    expect(cloud?.message).toMatch(new RegExp(`\n${OLD}: ${was} -> ${is} \\(\\+100\\.0 %\\)$`));
    expect(test.log().map((entry) => entry.Message)).toContain(cloud?.message);
    expect(test.rows(DASHBOARD)['Cloud CPU/h']).toContain(cloud?.message);
  });

  it('is written when a refresh on a later day gives the same', async () => {
    const [test, old, , second] = await halved(OLD, 2);
    expect(old).toBeLessThan(Number(hours(base)));
    expect(hours(test)).toBe(hours(base));
    expect(second).toMatchObject({
      message: '',
      changes: expect.stringContaining(`${OLD}, CPU/h: `) as string,
    });
  });

  it('waits on when a refresh of the same day gives the same', async () => {
    const [test, old] = await halved(OLD, 1);
    await test.refreshOne('cloud-cpu');
    expect(hours(test)).toBe(old);
  });

  it('waits on when the next refresh gives another one', async () => {
    const [test, old] = await halved(OLD, 1);
    const other = test.later({ world: restated(base.world) });
    const waits = await other.refreshOne('cloud-cpu');
    expect(hours(other)).toBe(old);
    expect(waits.message).toMatch(EXPLAINED);
    const back = other.later({ world: base.world });
    await back.refreshOne('cloud-cpu');
    expect(hours(back)).toBe(old);
  });

  it('is forgotten when it is back at the old one', async () => {
    const [test, old] = await halved(OLD, 1);
    test.type(CLOUD, OLD, 'CPU/h', Number(hours(base)));
    await test.refreshOne('cloud-cpu');
    test.type(CLOUD, OLD, 'CPU/h', old);
    await test.refreshOne('cloud-cpu');
    expect(hours(test)).toBe(old);
  });

  it('is written at once by a refresh of all history', async () => {
    const [test] = await halved(OLD, 0);
    const { message } = await test.refreshOne('cloud-cpu', { history: 'all' });
    expect(hours(test)).toBe(hours(base));
    expect(message).toBe('');
  });

  it('is only shown by a dry run, which remembers nothing', async () => {
    const [test, old] = await halved(OLD, 0);
    const { message, changes } = await test.refreshOne('cloud-cpu', { dryRun: true });
    expect(message).toMatch(EXPLAINED);
    expect(changes).toBe('');
    await test.refreshOne('cloud-cpu');
    expect(hours(test)).toBe(old);
  });

  it('is not believed for what a copy of the spreadsheet remembers of another one', async () => {
    const [test, old] = await halved(OLD, 1);
    const state = JSON.parse(test.host.properties.document.state ?? '{}') as object;
    test.host.properties.document.state = JSON.stringify({ ...state, spreadsheetId: 'another' });
    await test.refreshOne('cloud-cpu');
    expect(hours(test)).toBe(old);
  });

  it('holds back all users of the period', async () => {
    const test = base.later();
    const column = test.values(USERS)[0]?.indexOf(OLD) ?? 0;
    test.type(USERS, 'alice', OLD, 1);
    test.type(OKR_USERS, OLD, 'Actual users', Number(test.cell(USERS, 'TOTAL', OLD)));
    const before = test.values(USERS).map((row) => row[column]);
    const { message } = await test.refreshOne('users');
    expect(message).toMatch(EXPLAINED);
    expect(test.values(USERS).map((row) => row[column])).toEqual(before);
    expect(test.cell(OKR_USERS, OLD, 'Actual users')).toBe(test.cell(USERS, 'TOTAL', OLD));
    nextDay(test);
    await test.refreshOne('users');
    expect(test.rows(OKR_USERS)[OLD]?.slice(0, 5)).toEqual(base.rows(OKR_USERS)[OLD]?.slice(0, 5));
  });
});

it('a total that changes less, or is one so far, is written at once', async () => {
  const [test] = await halved(RUNNING, 1);
  expect(hours(test, RUNNING)).toBe(hours(base, RUNNING));
  test.type(CLOUD, OLD, 'CPU/h', Math.round(Number(hours(base)) * 0.9));
  await test.refreshOne('cloud-cpu');
  expect(hours(test)).toBe(hours(base));
});

it('a figure that was measured while its period ran is replaced without waiting', async () => {
  const options = { statistics: ['cloud-cpu'] as const, firstPeriod: '2026.04-06' };
  const summer = new TestWorld({ ...options, today: '2026-07-05' });
  await summer.refresh();
  const winter = summer.later({
    today: '2027-01-20',
    world: makeWorld({ today: '2027-01-20', vos: 8, firstMonth: '2026-04' }),
  });
  expect(await winter.refreshOne('cloud-cpu')).toMatchObject({ result: 'done', message: '' });
  expect(Number(hours(winter, '2026.07-09'))).toBeGreaterThan(5 * Number(hours(summer, '2026.07-09')));
});

it('tabs of other periods wait for themselves', async () => {
  const settings = { granularities: { year: true }, firstPeriod: '2025.01-03' };
  const years = new TestWorld({ vos: 3, firstPeriod: '2025.01-03', settings });
  await years.refreshOne('cloud-cpu');
  const [title, label] = [`${CLOUD} by year`, '2025.01-12'];
  const right = years.cell(title, label, 'CPU/h');
  years.type(title, label, 'CPU/h', 5);
  expect((await years.refreshOne('cloud-cpu')).message).toContain(`\n${label}: 5 -> `);
  expect(years.cell(title, label, 'CPU/h')).toBe(5);
  nextDay(years);
  await years.refreshOne('cloud-cpu');
  expect(years.cell(title, label, 'CPU/h')).toBe(right);
});
