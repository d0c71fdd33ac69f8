import { SamplePortals } from '../../../local/portals/portals';
import { textOf, type PortalResponse } from '../../../local/portals/responses';
import { worldOf } from '../../../local/portals/world';

const full = new SamplePortals({ today: '2026-08-15' });
const KEY = { 'X-API-Key': 'sample-key', Accept: 'application/json' };

function get(portals: SamplePortals, path: string, headers: Record<string, string> = KEY): PortalResponse {
  return portals.handle({ method: 'GET', url: portals.operationsUrl + path, headers });
}

describe('the key', () => {
  test.each([
    ['a missing key', {}],
    ['a wrong key', { 'X-API-Key': 'guess' }],
  ])('%s is refused', (_, headers) => {
    expect(get(full, '/vo-list/json', headers).status).toBe(401);
  });

  test('is accepted whatever the case of its header, and can be another one', () => {
    const other = new SamplePortals({ today: '2026-08-15', world: worldOf({ vos: [] }), apiKey: 'other' });
    expect(get(other, '/vo-list/json', { 'x-api-key': 'other' }).status).toBe(200);
    expect(get(other, '/vo-list/json').status).toBe(401);
  });
});

describe('vo-list', () => {
  const { data } = JSON.parse(textOf(get(full, '/vo-list/json'))) as { data: Record<string, unknown>[] };

  test('has the captured entries as they are', () => {
    expect(data.filter(({ name }) => name === 'alice' || name === 'vo.epos-eric.eu')).toEqual(
      expect.arrayContaining([
        {
          serial: '2',
          status: 'Production',
          name: 'alice',
          scope: 'Global',
          homeUrl: 'https://alice-collaboration.web.cern.ch/',
          members: '0.0',
          membersTotal: '3097',
          Vo: [],
        },
        {
          serial: '967',
          status: 'Production',
          name: 'vo.epos-eric.eu',
          scope: 'Global',
          homeUrl: 'https://www.epos-eu.org/',
          members: '0.0',
          membersTotal: '0.0',
          Vo: [],
        },
      ]),
    );
  });

  test('names the 309 production VOs, not sorted', () => {
    const names = data.map(({ name }) => String(name));
    expect(names).toHaveLength(309);
    expect(names).not.toContain('vo.fuvex.es');
    expect(names).not.toEqual([...names].sort());
  });

  test('writes every count as text, and none as "0.0"', () => {
    expect(data.filter(({ members }) => !/^([1-9]\d*|0\.0)$/.test(String(members)))).toEqual([]);
    expect(data.filter(({ members }) => typeof members !== 'string')).toEqual([]);
  });
});

describe('vo-users', () => {
  const vos = ['one', 'two', 'three', 'four', 'five'].map((name) => ({ name }));
  const portals = new SamplePortals({
    today: '2020-05-01',
    world: worldOf({
      vos: [
        { name: 'lab & co', users: { '2020-01': 13, '2020-02': 11, '2020-03': 12, '2020-04': 0 } },
        ...vos,
      ],
    }),
  });
  const users = (name: string, start: string, end: string): string =>
    textOf(
      get(
        portals,
        `/egi-reports/vo-users?start_date=${start}&end_date=${end}&format=json&vo=${encodeURIComponent(name)}`,
      ),
    );

  test('gives months newest first, both ends included, numbers as text', () => {
    expect(JSON.parse(users('lab & co', '2020-01', '2020-03'))).toEqual({
      users: [
        { month: '2020-03', total: '12', nbadded: '1', nbremoved: '0' },
        { month: '2020-02', total: '11', nbadded: '0', nbremoved: '2' },
        { month: '2020-01', total: '13', nbadded: '0', nbremoved: '0' },
      ],
    });
  });

  test('counts a month without users as 0', () => {
    expect(JSON.parse(users('lab & co', '2020-04', '2020-04'))).toMatchObject({ users: [{ total: '0' }] });
  });

  test('answers in one of four ways where there is no history', () => {
    const bodies = vos.map(({ name }) => users(name, '2020-01', '2020-03'));
    expect(new Set(bodies)).toEqual(new Set(['{}', '{"users":null}', '[]', '']));
    expect(users('nosuch', '2020-01', '2020-03')).toBe('{}');
  });

  test('without a VO or with days instead of months is not emulated', () => {
    expect(
      get(portals, '/egi-reports/vo-users?start_date=2020-01-01&end_date=2020-03-31&format=json&vo=one')
        .status,
    ).toBe(404);
  });
});

describe('the VO report', () => {
  const report = (start: string, end: string): unknown =>
    JSON.parse(textOf(get(full, `/egi-reports/vo?start_date=${start}&end_date=${end}&format=json`)));

  test('from 2022-07-01 to 2022-09-01 is the published one', () => {
    expect(report('2022-07-01', '2022-09-01')).toEqual({
      start_date: '2022-07-01',
      end_date: '2022-09-01',
      report: [
        { status: 'Leaving', count: '1', vos: [{ vo: ['vo.fuvex.es'] }] },
        {
          status: 'Production',
          count: '3',
          vos: [{ vo: ['eval.c-scale.eu'] }, { vo: ['vo.qc-md.eli-np.eu'] }, { vo: ['vo.fuvex.es'] }],
        },
      ],
    });
  });

  test('of the whole quarter shows more than one that ends on the first of September', () => {
    expect(report('2022-07-01', '2022-10-01')).toMatchObject({
      report: [
        { status: 'Deleted', count: '1' },
        { status: 'Leaving', count: '1' },
        { status: 'Production' },
      ],
    });
  });

  test('leaves out what happens on its end date', () => {
    expect(report('2022-07-19', '2022-08-02')).toMatchObject({
      report: [{ status: 'Production', count: '1', vos: [{ vo: ['vo.qc-md.eli-np.eu'] }] }],
    });
  });

  test('counts no VO in production where nothing happened', () => {
    expect(report('2030-01-01', '2030-04-01')).toMatchObject({
      report: [{ status: 'Production', count: '0.0', vos: [] }],
    });
  });

  test('lists a VO by its present status, so that it moves when it is deleted', () => {
    const changes = [
      { vo: 'vo.a.eu', status: 'Production', date: '2026-01-05' },
      { vo: 'vo.a.eu', status: 'Leaving', date: '2026-02-05' },
      { vo: 'vo.a.eu', status: 'Deleted', date: '2026-05-05' },
    ];
    const moved = new SamplePortals({ today: '2026-08-15', world: worldOf({ vos: [], changes }) });
    const statuses = (start: string, end: string): string[] => {
      const path = `/egi-reports/vo?start_date=${start}&end_date=${end}&format=json`;
      const answer = JSON.parse(textOf(get(moved, path))) as { report: { status: string; count: string }[] };
      return answer.report.map(({ status, count }) => `${status} ${count}`);
    };
    expect(statuses('2026-01-01', '2026-04-01')).toEqual(['Production 1']);
    expect(statuses('2026-04-01', '2026-07-01')).toEqual(['Deleted 1', 'Production 0.0']);
  });
});

test('unknown addresses are not found', () => {
  expect(get(full, '/nosuch').status).toBe(404);
  expect(
    full.handle({ method: 'GET', url: 'https://accounting.egi.eu.example.org/', headers: KEY }).status,
  ).toBe(404);
});
