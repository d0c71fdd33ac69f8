import { expectedCpu } from '../../../local/portals/expected';
import { fault, type Fault } from '../../../local/portals/faults';
import { worldOf } from '../../../local/portals/world';
import { isLong } from '../../support/effort';
import { restated } from '../../support/restated';
import { CLOUD, HTC, TestWorld, type TestWorldOptions } from '../../support/world';
import type { ResultInWords } from '../../../src/reports/describe-result';

const CPU = { statistics: ['cloud-cpu', 'htc-cpu'] } as const;
const refreshCpu = (test: TestWorld): Promise<ResultInWords[]> => test.refresh(CPU);

/** A spreadsheet whose CPU/h come from the given source. */
const worldWith = (source: 'auto' | 'views' | 'dump', options: TestWorldOptions = {}): TestWorld =>
  new TestWorld({ ...options, settings: { source, ...options.settings } });

const pathsAsked = (test: TestWorld): string[] => Object.keys(test.calls.portal.byPath);
const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
/** The vo-list of the other portal ends alike. */
const JSON_FILE = 'accounting.egi.eu/json';
const FROM_DUMP =
  /^Source: the Accounting Portal's dump\.\n\d+ VOs? with [\d,]+ hours (was|were) left out as not EGI's/;

describe('the dump', () => {
  const size: TestWorldOptions = isLong
    ? { today: '2026-08-20', firstPeriod: '2020.01-03', vos: 309, tabRows: 320 }
    : { vos: 30 };

  it('gives the same tabs as the views, cell for cell', async () => {
    const [views, dump] = [worldWith('views', size), worldWith('dump', size)];
    const results = [await refreshCpu(views), await refreshCpu(dump)].flat();
    expect(results.map(({ result }) => result)).toEqual(Array(4).fill('done'));
    expect(dump.labels(CLOUD)).toHaveLength(isLong ? 27 : 5);
    expect(dump.snapshot()).toEqual(views.snapshot());
  });

  it('gives the same in other forms of the store behind it, which are told', async () => {
    const [views, dump] = [worldWith('views', { vos: 8 }), worldWith('dump', { vos: 8 })];
    dump.portals.dumpForms = [
      'without ce',
      'rows twice',
      'OSG',
      'rows of nobody',
      'groups',
      'times in seconds',
    ];
    const [cloud] = [await refreshCpu(dump), await refreshCpu(views)].flat();
    expect(cloud?.message).toMatch(/there twice[^]*Open Science Grid[^]*of no known infrastructure/);
    expect(dump.snapshot()).toEqual(views.snapshot());
  });

  it('is downloaded once for all periods of both tabs, and the log says that it is used', async () => {
    const test = worldWith('dump');
    const results = await refreshCpu(test);
    expect(test.calls.portal).toEqual({
      total: 3,
      byPath: { 'probe /json': 1, '/json': 1, '/vo-list/json': 1 },
    });
    for (const { message } of results) expect(message).toMatch(FROM_DUMP);
    for (const { Message } of test.log()) expect(Message).toMatch(FROM_DUMP);
  });

  it('is read from CSV in parts when it is too large for one answer, and gives the same', async () => {
    const [json, csv] = [worldWith('dump'), worldWith('dump')];
    await refreshCpu(json);
    const headers = [['Content-Range', 'bytes 0-1023/60000000']] as const;
    csv.portals.faults.add({ match: JSON_FILE, fault: fault.status(206, { headers, body: '{"results":[' }) });
    await refreshCpu(csv);
    expect(pathsAsked(csv)).toEqual(['/csv', '/vo-list/json', 'probe /json']);
    expect(csv.snapshot()).toEqual(json.snapshot());
  });

  it('is asked for without compression, so that a portal which compresses as it sends gives parts of it', async () => {
    const [plain, compressing] = [worldWith('dump'), worldWith('dump')];
    compressing.portals.compresses = true;
    const results = [await refreshCpu(plain), await refreshCpu(compressing)].flat();
    expect(results.map(({ result }) => result)).toEqual(Array(4).fill('done'));
    expect(pathsAsked(compressing)).toEqual(['/json', '/vo-list/json', 'probe /json']);
    expect(compressing.snapshot()).toEqual(plain.snapshot());
  });

  it('is asked for once by a portal that sends all of it instead of its first bytes', async () => {
    const test = worldWith('dump');
    test.portals.accounting.ranges = false;
    await refreshCpu(test);
    expect(pathsAsked(test)).toEqual(['/vo-list/json', 'probe /json']);
    expect(test.cell(HTC, '2026.07-09', 'CPU/h')).toBe(
      expectedCpu(test.world, 'htc', ['2026-07', '2026-08', '2026-09']).total,
    );
  });
});

describe('with automatic choice', () => {
  const gone = (options: TestWorldOptions = {}): TestWorld => {
    const test = worldWith('auto', options);
    test.portals.accounting.views = false;
    return test;
  };

  it('views that answer are used, after one small question a day', async () => {
    const test = worldWith('auto');
    await refreshCpu(test);
    const probes = () => pathsAsked(test).filter((path) => path.startsWith('probe '));
    expect(probes()).toEqual([
      'probe /cloud/sum_elap_processors/VO/DATE/2026/09/2026/10/egi/onlyinfrajobs/JSON/JSON/',
    ]);
    expect(pathsAsked(test)).not.toContain('/json');
    test.clock.advance(23 * 3_600_000);
    await refreshCpu(test);
    expect(probes()).toEqual([]);
    test.clock.advance(2 * 3_600_000);
    await refreshCpu(test);
    expect(probes()).toHaveLength(1);
  });

  it('the dump is used where the views are gone, which the log says, and which is remembered for a day', async () => {
    const test = gone();
    const [cloud] = await refreshCpu(test);
    const why = /^Source: the Accounting Portal's dump, because its views do not answer as they should\./;
    expect(cloud?.result).toBe('done');
    expect(cloud?.message).toMatch(why);
    expect(test.log().pop()?.Message).toMatch(why);
    expect(pathsAsked(test)).toContainEqual(expect.stringMatching(/^probe \/cloud/));
    await refreshCpu(test);
    expect(pathsAsked(test)).toEqual(['/json', '/vo-list/json', 'probe /json']);
    test.clock.advance(25 * 3_600_000);
    test.portals.accounting.views = true;
    expect((await refreshCpu(test))[0]).toMatchObject({ result: 'done', message: '' });
    expect(pathsAsked(test)).not.toContain('/json');
  });

  it.each([
    ['HTTP 404', fault.status(404)],
    ['a web page', fault.html],
    ['an object', fault.body('{"results":[]}')],
  ] as [string, Fault][])('the dump is used where the views answer with %s', async (_, sent) => {
    const test = worldWith('auto');
    test.portals.faults.add({ match: '/cloud/', fault: sent });
    expect((await refreshCpu(test)).map(({ result }) => result)).toEqual(['done', 'done']);
    expect(pathsAsked(test)).toContain('/json');
  });

  it.each([
    ['HTTP 503', fault.status(503)],
    ['silence', fault.hang],
    ['nothing for the months asked', fault.body('[]')],
  ] as [string, Fault][])('the views stay in use where they answer with %s', async (_, sent) => {
    const test = worldWith('auto');
    test.portals.faults.add({ match: /\/cloud\/|\/egi\//, fault: sent });
    await refreshCpu(test);
    expect(pathsAsked(test).filter((path) => /json$|csv$/.test(path))).toEqual([]);
  });

  it('a portal that has neither is told by what its views say', async () => {
    const test = gone();
    test.portals.accounting.dump = false;
    const [cloud] = await refreshCpu(test);
    expect(cloud?.message).toMatch(/The Accounting Portal answered with an error \(HTTP 404\)\./);
    test.portals.accounting.views = true;
    expect((await refreshCpu(test))[0]?.result).toBe('done');
  });

  it('a source that is gone before the day is over is looked for anew by the next refresh', async () => {
    const test = worldWith('auto');
    await refreshCpu(test);
    test.portals.accounting.views = false;
    expect((await refreshCpu(test))[0]?.result).toBe('failed');
    expect((await refreshCpu(test))[0]?.result).toBe('done');
  });
});

describe('which VOs count', () => {
  it('is not known without an API key: the old figures stay, and the message says so', async () => {
    const test = worldWith('dump', { apiKey: null });
    const [cloud, htc] = await refreshCpu(test);
    for (const result of [cloud, htc]) {
      expect(result?.result).toBe('failed');
      expect(result?.message).toMatch(
        /dump does not say which VOs are EGI's, and the list of VOs is not to be had: There is no API key/,
      );
    }
    expect(pathsAsked(test)).toEqual([]);
    expect(test.titles()).not.toContain(CLOUD);
  });

  const WORLD = worldOf({
    vos: ['a', 'b', 'c'].map((name, index) => ({
      name,
      cloudName: name.toUpperCase(),
      listed: name !== 'c',
      hours: { cloud: Object.fromEntries(MONTHS.map((month) => [month, 10 ** index])) },
    })),
  });
  const firstPeriod = '2026.07-09';
  const cell = async (settings: Record<string, unknown>, apiKey?: null) => {
    const test = worldWith('dump', {
      world: WORLD,
      firstPeriod,
      settings,
      ...(apiKey === null && { apiKey }),
    });
    const [cloud] = await test.refresh({ statistics: ['cloud-cpu'] });
    return test.titles().includes(CLOUD) ? test.cell(CLOUD, firstPeriod, 'CPU/h') : cloud?.message;
  };

  it('are those of the list, whatever their case, and further ones of the settings', async () => {
    expect(await cell({})).toBe(33);
    expect(await cell({ furtherVos: 'x, C' })).toBe(333);
  });

  it('are all, or those that are named, without an API key', async () => {
    expect(await cell({ voGroup: 'all' }, null)).toBe(333);
    expect(await cell({ voGroup: 'custom-A,c' }, null)).toBe(303);
  });

  it('cannot be told for lhc, nor can hours that the dump does not have', async () => {
    expect(await cell({ voGroup: 'lhc' })).toMatch(/dump does not say which VOs are "lhc"\. Choose egi, all/);
    expect(await cell({ cloudMetric: 'sum_elap' })).toMatch(/dump has no hours of "sum_elap"\. Choose/);
  });

  it('are also those that the row of the period names: VOs closed since stay in history', async () => {
    const before = worldWith('dump', { world: WORLD, firstPeriod, settings: { furtherVos: 'c' } });
    await refreshCpu(before);
    const after = before.later({ settings: { source: 'dump' }, today: '2026-11-24' });
    await refreshCpu(after);
    expect(after.cell(CLOUD, firstPeriod, 'CPU/h')).toBe(333);
  });
});

/** What the portal may send as its dump, and what is said about it. */
const BAD: [string, Fault, RegExp][] = [
  ['HTTP 500', fault.status(500), /HTTP 500/],
  ['a web page', fault.html, /a web page instead of data/],
  [
    'half of it',
    fault.truncated,
    /not whole, or not JSON.*In pieces, as CSV, it cannot be had either: .*HTTP 404/,
  ],
  [
    'no column with the hours',
    fault.body((right) => right.replaceAll('raw_wc_time', 'raw_time')),
    /"raw_wc_time" is missing/,
  ],
  [
    'a row too short',
    fault.body((right) => right.replace('"2026-05-01T00:00:00Z",', '')),
    /cells, but there are 15 columns/,
  ],
];

/** Rows of a grid site; what is left out is as usual. */
const rowOf = (month: string, more: object = {}): object => ({
  time: `${month}-01T00:00:00Z`,
  benchmark: 'HS23',
  infra: 'Grid',
  site: 'SAMPLE-LYON',
  vo: 'atlas',
  raw_wc_time: 1000,
  ...more,
});
const THREE = ['2026-04', '2026-05', '2026-06'];

/** HTC CPU/h of a quarter from a dump of such rows, and what is said about it. */
async function quarter(
  rows: readonly object[],
  more: object = {},
  settings: object = {},
): Promise<[unknown, string]> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const values = rows.map((row) => columns.map((name) => (row as Record<string, unknown>)[name] ?? null));
  const test = worldWith('dump', {
    world: worldOf({ vos: [{ name: 'atlas' }, { name: 'biomed' }] }),
    today: '2026-07-20',
    firstPeriod: '2026.04-06',
    settings: { ...settings },
  });
  test.portals.accounting.ranges = false;
  const json = JSON.stringify({ results: [{ series: [{ name: 'summary', columns, values }], ...more }] });
  test.portals.faults.add(
    { match: JSON_FILE, fault: fault.body(json) },
    { match: 'accounting.egi.eu/csv', fault: fault.status(404) },
  );
  const { message } = await test.refreshOne('htc-cpu');
  return [test.titles().includes(HTC) ? test.rows(HTC)['2026.04-06']?.[1] : undefined, message];
}

describe('rows that say the same or something odd', () => {
  const all = THREE.map((month) => rowOf(month));

  it.each([
    [
      'twice, under another tier, count once',
      [rowOf('2026-06', { tier: 'x' })],
      3000,
      /1 row .* there twice/,
    ],
    [
      'of OSG are left out',
      [rowOf('2026-05', { site: 'B', ngi: 'OSG' })],
      3000,
      /1,000 hours of the Open Science/,
    ],
    ['of no month are told', [rowOf('2026-05-07', { time: '2026-05-07T00:00:00Z' })], 3000, /of no month/],
    [
      'of another infrastructure are told',
      [rowOf('2026-05', { infra: 'Moon' })],
      3000,
      /no known infrastructure/,
    ],
    ['of no VO are told', [rowOf('2026-05', { vo: null })], 3000, /VO cannot be told/],
    ['of a month to come are told', [rowOf('2027-05')], 3000, /months to come/],
    [
      "of others than EGI's VOs are told",
      [rowOf('2026-05', { vo: 'NONE' }), rowOf('2026-06', { vo: 'NONE', site: 'B', raw_wc_time: -5 })],
      3000,
      /1 VO with 1,000 .* NONE[^]*2026\.04-06: 1 row with -5 hours, .* do not count.*: NONE at B in 2026-06\./,
    ],
    [
      'twice with other hours make the period wait',
      [rowOf('2026-06', { raw_wc_time: 900 })],
      undefined,
      /atlas at SAMPLE-LYON in 2026-06 is there twice, with 900 and 1,000 hours.* 2,900 or 3,000/,
    ],
    [
      'with negative hours do',
      [rowOf('2026-06', { site: 'B', raw_wc_time: -5 })],
      undefined,
      /atlas at B in 2026-06: -5 hours/,
    ],
    [
      'without hours do',
      [rowOf('2026-06', { site: 'B', raw_wc_time: null })],
      undefined,
      /without a number of hours/,
    ],
  ] as [string, object[], number | undefined, RegExp][])('%s', async (_, more, hours, said) => {
    const [seen, message] = await quarter([...all, ...more]);
    expect(seen).toBe(hours);
    expect(message).toMatch(said);
  });

  it('of OSG count, and the larger hours do, where the settings say so', async () => {
    const twice = [
      ...all,
      rowOf('2026-06', { raw_wc_time: 1100 }),
      rowOf('2026-05', { site: 'B', ngi: 'OSG' }),
    ];
    const [seen] = await quarter(twice, {}, { osg: 'in', largerHours: '2026.04-06' });
    expect(seen).toBe(4100);
  });

  it.each([
    ['of the Open Science Grid', { ngi: 'OSG' }],
    ["of others than EGI's VOs", { vo: 'NONE' }],
    ['of local jobs, also where these count', { infra: 'Grid-Local' }],
  ])('alone in a month, %s, are no hours of it', async (_, more) => {
    const rows = THREE.map((month) => rowOf(month, month === '2026-05' ? more : {}));
    const [seen, message] = await quarter(rows, {}, { localJobs: 'localinfrajobs' });
    expect(seen).toBeUndefined();
    expect(message).toMatch(
      /2026\.04-06: Not available: the Accounting Portal's dump (has no hours of VOs that count in 2026-05|does not hold)/,
    );
  });

  it('are not believed where the last result says that it is a part', async () => {
    expect(await quarter(all, { partial: true })).toEqual([
      undefined,
      expect.stringContaining('was cut off'),
    ]);
  });
});

describe('a dump that cannot be used leaves all figures as they were', () => {
  const base = worldWith('dump');
  beforeAll(() => refreshCpu(base));

  it.each(BAD)('%s', async (_, sent, reason) => {
    const test = base.later({ world: restated(base.world) });
    test.portals.faults.add(
      { match: JSON_FILE, fault: sent },
      { match: 'accounting.egi.eu/csv', fault: fault.status(404) },
    );
    const before = test.snapshot();
    const results = await refreshCpu(test);
    expect(test.snapshot()).toEqual(before);
    for (const { result, message } of results) {
      expect(result).toBe('failed');
      expect(message).toMatch(/^2025\.10-12 to 2026\.10-12: /);
      expect(message).toMatch(reason);
      expect(message).toMatch(/The old figures are kept\./);
    }
  });

  it('and does not begin before the periods that are asked for', async () => {
    const test = base.later({ world: restated(base.world), firstPeriod: '2025.07-09' });
    const [cloud] = await test.refresh({ ...CPU, history: 'all' });
    expect(cloud?.message).toMatch(/^2025\.07-09: Not available: .* does not hold all months of it\./);
    expect(test.labels(CLOUD)[0]).toBe('2025.10-12');
  });
});
