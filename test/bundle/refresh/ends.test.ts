import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import { fault } from '../../../local/portals/faults';
import { ask, valueOf } from '../../support/panel';
import { DASHBOARD, RUN_LOG, TestWorld } from '../../support/world';

const MINUTE = 60_000;

const waiting = (test: TestWorld): number =>
  test.host.triggers.list().filter(({ functionName }) => functionName === 'continueRefresh').length;

/** Fires what is due until nothing goes on by itself; gives how many executions that took. */
async function untilOver(test: TestWorld, aroundCall?: AroundCall): Promise<number> {
  for (let executions = 0; executions < 30; executions++) {
    if (waiting(test) === 0) return executions;
    test.clock.advance(8 * MINUTE);
    const due = { origin: 'clock trigger', ...(aroundCall && { aroundCall }) } as const;
    await test.run('continueRefresh', due).catch(() => undefined);
  }
  throw new Error('It does not end.');
}

const atCall =
  (name: string | RegExp, fate: () => never): AroundCall =>
  (call, proceed) =>
    (typeof name === 'string' ? call.name === name : name.test(call.name)) ? fate() : proceed();

const dies = (): never => {
  throw new ExecutionDied();
};

describe('a refresh whose executions die each time', () => {
  it('is continued ten times and then ended as failed, and told: the next one starts afresh', async () => {
    const test = new TestWorld();
    const aroundCall = atCall('UrlFetchApp.fetchAll', dies);
    await test.run('scheduledRefresh', { origin: 'clock trigger', aroundCall }).catch(() => undefined);
    expect(await untilOver(test, aroundCall)).toBe(11);
    expect(test.host.properties.document.lease).toBeUndefined();
    expect(test.log().map(({ Result, Message }) => [Result, Message])).toEqual(
      Array(3).fill(['failed', expect.stringMatching(/^The refresh was cut off more than 10 times/)]),
    );
    // Nobody knows what the first one has written.
    expect(test.log().map(({ Message }) => String(Message).replace(/^.*it alone\. /, ''))).toEqual([
      'It was cut off while it was at work, so some figures may be new.',
      'The old figures are kept.',
      'The old figures are kept.',
    ]);
    expect(test.host.outbox).toHaveLength(1);
    expect(JSON.stringify(test.values(DASHBOARD))).toContain('Cloud CPU/h, HTC CPU/h, Users: failed');
    expect((await test.refresh()).map(({ result }) => result)).toEqual(['done', 'done', 'done']);
  });

  it('is ended also when they die while that is told', async () => {
    const test = new TestWorld();
    const aroundCall = atCall(/^(UrlFetchApp\.fetchAll|Spreadsheet\.insertSheet|MailApp.*)$/, dies);
    await test.run('scheduledRefresh', { origin: 'clock trigger', aroundCall }).catch(() => undefined);
    expect(await untilOver(test, aroundCall)).toBe(12);
    expect(test.host.properties.document.lease).toBeUndefined();
  });
});

describe('an error outside of the statistics', () => {
  const broken = (message: string): never => {
    throw new Error(message);
  };

  it('that comes twice ends the refresh as failed, once and for all', async () => {
    const test = new TestWorld();
    await test.refresh();
    const aroundCall = atCall('Utilities.formatDate', () => broken('Errore del servizio: Fogli'));
    const start = { origin: 'clock trigger', aroundCall } as const;
    await test.run('scheduledRefresh', start);
    expect(await untilOver(test, aroundCall)).toBe(1);
    expect(test.host.outbox).toHaveLength(1);
    expect(test.host.outbox[0]?.body).toContain('Errore del servizio: Fogli');
    expect(test.host.properties.document.lease).toBeUndefined();
    expect((await test.refresh()).map(({ result }) => result)).toEqual(['done', 'done', 'done']);
  });

  it('that comes once costs nothing but a minute', async () => {
    const test = new TestWorld();
    let times = 0;
    const aroundCall: AroundCall = (call, proceed) =>
      call.name === 'Utilities.formatDate' && times++ === 0 ? broken('サービスエラー') : proceed();
    const failed = await ask(
      test,
      'panelRefresh',
      [{ statistics: ['cloud-cpu'], history: 'recent', dryRun: false }],
      {
        aroundCall,
      },
    );
    expect(failed).toEqual({
      failure:
        'Something unexpected ended the refresh: "サービスエラー" It goes on by itself in about a minute.',
    });
    expect(await untilOver(test)).toBe(1);
    expect(test.log().map(({ Result }) => Result)).toEqual(['done']);
  });
});

it('a store of properties that takes nothing more ends no refresh, and leaves no lease', async () => {
  const test = new TestWorld();
  await test.refresh();
  let isFull = false;
  const aroundCall: AroundCall = (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll') isFull = true;
    if (isFull && call.name === 'Properties.setProperty')
      throw new Error(
        'You have exceeded the property storage quota. Please remove some properties and try again.',
      );
    return proceed();
  };
  const results = await test.run('runRefresh', { origin: 'panel', args: [{ how: 'menu' }], aroundCall });
  expect(results).toMatchObject(Array(3).fill({ result: 'done' }));
  expect(test.host.properties.document.lease).toBeUndefined();
  expect(waiting(test)).toBe(0);
});

describe('a store that is full to the brim', () => {
  const small = { statistics: ['cloud-cpu'], vos: 3, firstPeriod: '2026.07-09', tabRows: 12 } as const;
  /** What other functions of the script have put there, so that nothing more fits. */
  const fill = ({ host: { properties } }: TestWorld): void => {
    const own = Object.entries(properties.document).flat().join('').length;
    let left = 500_000 - own - 30;
    for (let n = 100; left > 10; n++) {
      const text = 'x'.repeat(Math.min(8_990, left - 3));
      properties.document[String(n)] = text;
      left -= text.length + 3;
    }
  };
  const empty = ({ host: { properties } }: TestWorld): void => {
    const { document } = properties;
    for (const name of Object.keys(document)) if (/^\d+$/.test(name)) Reflect.deleteProperty(document, name);
  };
  const FULL = /^Google does not keep what OKR Stats has to remember: ".*quota.*remove what other functions/;

  it.each([
    ['from the beginning', 'PropertiesService.getDocumentProperties'],
    ['before a new tab', 'UrlFetchApp.fetchAll'],
  ])('%s ends the refresh, which is told; the next one starts afresh', async (_, name) => {
    const test = new TestWorld(small);
    let isFull = false;
    const aroundCall: AroundCall = (call, proceed) => {
      if (call.name === name && !isFull) fill(test);
      isFull ||= call.name === name;
      return proceed();
    };
    const request = { statistics: ['cloud-cpu'], history: 'recent', dryRun: false } as const;
    const answer = await ask(test, 'panelRefresh', [request], { aroundCall });
    const told = 'failure' in answer ? answer.failure : answer.value[0]?.message;
    expect(told).toMatch(FULL);
    expect(test.host.properties.document.lease).toBeUndefined();
    expect(waiting(test)).toBe(0);
    await test.run('scheduledRefresh', { origin: 'clock trigger' });
    expect(test.host.outbox.map(({ body }) => body)).toEqual([expect.stringContaining('has to remember')]);
    empty(test);
    expect(await test.refresh()).toMatchObject([{ result: 'done', message: '' }]);
  });

  it('is no trouble where each value of our own is as large as it may be', async () => {
    const test = new TestWorld({ ...small, firstPeriod: '2025.01-03' });
    await test.refresh();
    const { document } = test.host.properties;
    const state = JSON.parse(document.state ?? '') as Record<string, unknown>;
    const many = <T>(count: number, value: T): Record<string, T> =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n} CPU/h 2026.07-09`, value]));
    state.pending = many(50, { figure: 123_456_789, day: '2026-11-20' });
    state.wordings = many(45, { total: 'Our hours '.repeat(6) });
    document.state = JSON.stringify(state);
    expect(document.state.length).toBeGreaterThan(8_000);
    test.set({ firstPeriod: '2025.01-03', granularities: { month: true, 'half-year': true, year: true } });
    expect(await test.refresh()).toMatchObject([{ result: 'done', message: '' }]);
    for (const text of Object.values(document)) expect(Buffer.byteLength(text)).toBeLessThan(9_000);
    expect(document.lease).toBeUndefined();
  });
});

it('a portal that is slow costs no figure of the other one, in the first execution', async () => {
  const test = new TestWorld({
    vos: 3,
    statistics: ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes'],
    firstPeriod: '2020.01-03',
    settings: { granularities: { month: true, 'half-year': true, year: true } },
  });
  test.portals.faults.add({ match: test.portals.accountingUrl, fault: fault.delay(24_000) });
  expect(await test.refresh()).toMatchObject([
    { id: 'cloud-cpu', result: 'unfinished' },
    { id: 'htc-cpu', result: 'unfinished' },
    { id: 'users', result: 'done' },
    { id: 'vo-changes', result: 'done' },
  ]);
  expect(await untilOver(test)).toBeLessThan(4);
  expect(test.log().map(({ Result }) => Result)).toEqual(Array(4).fill('done'));
});

it('a trigger that has fired is gone, also when there is nothing to continue', async () => {
  const test = new TestWorld();
  const aroundCall = atCall('UrlFetchApp.fetchAll', dies);
  await test
    .run('runRefresh', { origin: 'panel', args: [{ how: 'menu' }], aroundCall })
    .catch(() => undefined);
  delete test.host.properties.document.lease;
  test.clock.advance(8 * MINUTE);
  await test.host.triggers.fireDue();
  expect(test.host.triggers.list()).toEqual([]);
  expect(test.titles()).not.toContain(RUN_LOG);
  await valueOf(test, 'panelState', []);
});

it('nothing that is switched on or chosen is said, and nobody hears that all is well', async () => {
  const test = new TestWorld({ statistics: [] });
  await test.run('refreshNow');
  expect(JSON.stringify(test.ui.shown)).toContain('No statistic is switched on, so nothing was refreshed.');
  expect(JSON.stringify(test.ui.shown)).not.toContain('all done');
  const none = { statistics: [], history: 'recent', dryRun: false } as const;
  expect(await ask(test, 'panelRefresh', [none])).toEqual({
    failure: 'No statistic was chosen, so nothing was refreshed. Choose at least one.',
  });
  for (let day = 0; day < 2; day++) await test.run('scheduledRefresh', { origin: 'clock trigger' });
  expect(test.host.outbox).toHaveLength(1);
});

it('a tick whose cell people have deleted fails no refresh', async () => {
  const test = new TestWorld({ statistics: ['cloud-cpu'] });
  await test.refresh();
  const aroundCall = atCall('Spreadsheet.getRangeByName', () => {
    throw new Error("L'intervallo non esiste");
  });
  const results = await test.run('runRefresh', { origin: 'panel', args: [{ how: 'menu' }], aroundCall });
  expect(results).toMatchObject([{ result: 'done', message: '' }]);
});
