import { expectedCpu } from '../../../local/portals/expected';
import { addTab, monthsIn } from '../../support/taken-over-sheet';
import { CLOUD, HTC, OKR_USERS, RUN_LOG, TestWorld, USERS } from '../../support/world';
import type { StatisticId } from '../../../src/domain/catalogue';
import type { ResultInWords } from '../../../src/reports/describe-result';

const HEADERS = [
  'Period',
  'CPU/h',
  '#VOs with accounting',
  'List of active VOs',
  '#VOs without accounting',
  'VOs with *NO* accounting',
  'VOs variations',
  'Follow-up actions',
];
const PERIODS = ['2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];

const newWorld = (): TestWorld => new TestWorld({ firstPeriod: '2026.01-03', vos: 5 });
const expectedCloud = (test: TestWorld, label: string) => expectedCpu(test.world, 'cloud', monthsIn(label));

/** All of history, so that figures may change as much as they like. */
const refreshAll = (test: TestWorld, id: StatisticId): Promise<ResultInWords> =>
  test.refreshOne(id, { history: 'all' });

/** Each period once, in order, with today's figures. */
function expectAllPeriods(test: TestWorld): void {
  const values = test.values(CLOUD);
  const rows = values.filter((row) => PERIODS.includes(String(row[0]).trim()));
  expect(rows.map((row) => [row[0], row[1], row[2]])).toEqual(
    PERIODS.map((label) => [label, expectedCloud(test, label).total, expectedCloud(test, label).with.length]),
  );
}

describe('a tab that an earlier program or a person has left', () => {
  it.each<[string, (string | number)[][]]>([
    ['with nothing in it', [['']]],
    ['with headers alone', [HEADERS]],
    ['with the first header alone', [['Period']]],
    ['with half a row', [HEADERS, ['2026.01-03', 5], ['2026.04-06']]],
    [
      'with an empty row in the middle',
      [HEADERS, ['2026.01-03', 5, 0, '-', 0, '-', '-'], [''], ['2026.04-06', 5]],
    ],
    [
      'with a title above the headers',
      [['Hours of the cloud'], [''], HEADERS, ['2026.04-06', 5, 0, '-', 0, '-', '-']],
    ],
    ['with stray spaces around labels', [HEADERS, [' 2026.04-06 ', 5, 0, '-', 0, '-', '-']]],
    ['with figures as text', [HEADERS, ['2026.04-06', "'1,234", "'5", 'a', "'0", '-', '-']]],
    ['with an error in a figure', [HEADERS, ['2026.04-06', '=1/0', 0, '-', 0, '-', '-']]],
    [
      'in no order at all',
      [HEADERS, ['2026.07-09', 5], ['2026.01-03', 6], ['2026.04-06', 7]].map((row) => row),
    ],
  ])('%s gets every period once', async (name, rows) => {
    const test = newWorld();
    addTab(test, CLOUD, rows);
    const result = await refreshAll(test, 'cloud-cpu');
    expect(result).toMatchObject({ result: 'done', message: '' });
    if (name === 'in no order at all') {
      expect(test.labels(CLOUD)).toEqual(['2026.07-09', '2026.01-03', '2026.04-06', '2026.10-12']);
    } else expectAllPeriods(test);
    const before = test.snapshot();
    await refreshAll(test, 'cloud-cpu');
    expect(test.snapshot()).toEqual(before);
  });

  it('without headers keeps its columns when there is no doubt about them', async () => {
    const test = newWorld();
    const { total, with: active } = expectedCloud(test, '2026.01-03');
    addTab(test, CLOUD, [
      ['', '', '', '', '', '', '', ''],
      ['2026.01-03', total, active.length, active.join(', '), 0, '-', '-', 'call them'],
      ['2026.04-06', total, active.length, active.join(', '), 0, '-', '-', 'write to them'],
    ]);
    await refreshAll(test, 'cloud-cpu');
    const [headers = [], ...rows] = test.values(CLOUD);
    expect(rows.map(([label]) => label)).toEqual(PERIODS);
    expect(rows.slice(0, 2).map((row) => row.includes('call them') || row.includes('write to them'))).toEqual(
      [true, true],
    );
    expect(rows.map((row) => row[headers.indexOf('CPU/h')])).toEqual(
      PERIODS.map((label) => expectedCloud(test, label).total),
    );
  });

  it('with labels across two years keeps those rows as they are', async () => {
    const test = newWorld();
    const row = ['2025.11-02', 77, 1, 'vo.x.eu', 0, '-', '-', 'ours'];
    addTab(test, CLOUD, [HEADERS, row, ['2026.01-03', 5, 0, '-', 0, '-', '-', '']]);
    await refreshAll(test, 'cloud-cpu');
    expect(test.rows(CLOUD)['2025.11-02']).toEqual(row);
    expectAllPeriods(test);
  });

  it('with a header in the way of a blank column keeps what stands in it', async () => {
    const test = newWorld();
    addTab(test, CLOUD, [
      ['Period', '', ...HEADERS.slice(1)],
      ['2026.01-03', 'a remark', 5, 0, '-', 0, '-', '-', 'ours'],
    ]);
    await refreshAll(test, 'cloud-cpu');
    expect(test.values(CLOUD)[1]?.[1]).toBe('a remark');
    expect(test.cell(CLOUD, '2026.01-03', 'CPU/h')).toBe(expectedCloud(test, '2026.01-03').total);
  });

  it('with columns in another order and others between them is filled by its headers', async () => {
    const test = newWorld();
    addTab(test, CLOUD, [
      ['Remarks', 'VOs variations', 'Period', 'Target', 'CPU/h', '#VOs with accounting'],
      ['fine', '-', '2026.01-03', 1000, 5, 1],
    ]);
    await refreshAll(test, 'cloud-cpu');
    const [headers = [], ...rows] = test.values(CLOUD);
    const column = (header: string): unknown[] => rows.map((row) => row[headers.indexOf(header)]);
    expect(column('Period')).toEqual(PERIODS);
    expect(column('CPU/h')).toEqual(PERIODS.map((label) => expectedCloud(test, label).total));
    expect(column('Target')).toEqual([1000, '', '', '']);
    expect(column('Remarks')).toEqual(['fine', '', '', '']);
    expect(headers).toEqual(expect.arrayContaining(HEADERS.slice(0, 7)));
  });
});

describe('the tab of users that people have rearranged', () => {
  const withUsers = (rows: (string | number)[][]): TestWorld => {
    const test = newWorld();
    addTab(test, USERS, rows);
    return test;
  };
  const sumOf = (test: TestWorld, label: string): number => {
    const [headers = [], ...rows] = test.values(USERS);
    const names = test.world.vos.map((vo) => vo.name);
    return rows
      .filter((row) => names.includes(String(row[0])))
      .reduce((sum, row) => sum + Number(row[headers.indexOf(label)]), 0);
  };

  it('gets a row TOTAL where there was none', async () => {
    const test = withUsers([
      ['VO', 'Registered Users', 'Total Users'],
      ['alice', 1, 2],
    ]);
    expect((await refreshAll(test, 'users')).message).toBe('');
    expect(test.labels(USERS)[0]).toBe('TOTAL');
    expect(test.cell(USERS, 'TOTAL', '2026.04-06')).toBe(sumOf(test, '2026.04-06'));
  });

  it('may have TOTAL at the bottom', async () => {
    const test = withUsers([
      ['VO', '2026.04-06', 'Registered Users', 'Total Users'],
      ['alice', 1, 2, 3],
      ['lhcb', 1, 2, 3],
      ['TOTAL', '=SUM(B2:B3)', '=SUM(C2:C3)', '=SUM(D2:D3)'],
    ]);
    expect((await refreshAll(test, 'users')).message).toBe('');
    expect(test.labels(USERS)).toEqual([
      ...test.world.vos
        .filter((vo) => vo.listed)
        .map((vo) => vo.name)
        .sort(),
      'TOTAL',
    ]);
    for (const label of PERIODS) expect(test.cell(USERS, 'TOTAL', label)).toBe(sumOf(test, label));
  });

  it('may have a subtotal of its own, which is not counted twice', async () => {
    const test = withUsers([
      ['VO', '2026.04-06', 'Registered Users', 'Total Users'],
      ['TOTAL', '=SUM(B3:B5)', '=SUM(C3:C5)', '=SUM(D3:D5)'],
      ['alice', 1, 2, 3],
      ['cms', 1, 2, 3],
      ['of which LHC', '=B3+B4', '=C3+C4', '=D3+D4'],
    ]);
    expect((await refreshAll(test, 'users')).message).toContain('A8 ("of which LHC") is not counted');
    expect(test.cell(USERS, 'TOTAL', '2026.04-06')).toBe(sumOf(test, '2026.04-06'));
    expect(test.cell(USERS, 'of which LHC', '2026.04-06')).toBe(
      Number(test.cell(USERS, 'alice', '2026.04-06')) + Number(test.cell(USERS, 'cms', '2026.04-06')),
    );
    expect(test.cell(OKR_USERS, '2026.04-06', 'Actual users')).toBe(sumOf(test, '2026.04-06'));
  });

  it('may have periods in descending order', async () => {
    const test = withUsers([
      ['VO', '2026.07-09', '2026.04-06', 'Registered Users', 'Total Users'],
      ['TOTAL', '=SUM(B3:B)', '=SUM(C3:C)', '=SUM(D3:D)', '=SUM(E3:E)'],
      ['alice', 1, 2, 3, 4],
    ]);
    expect((await refreshAll(test, 'users')).message).toBe('');
    expect(test.values(USERS)[0]).toEqual([
      'VO',
      ...[...PERIODS].reverse(),
      'Registered Users',
      'Total Users',
    ]);
    for (const label of PERIODS) expect(test.cell(USERS, 'TOTAL', label)).toBe(sumOf(test, label));
  });
});

/** Only the owner may edit the tab from now on. */
function protect(test: TestWorld, title: string): void {
  const protection = test.sheet(title).protect();
  protection.removeEditors(protection.getEditors().map((editor) => editor.getEmail()));
}

describe('a tab in which it is not clear what goes where is refused', () => {
  it.each<[string, string, (string | number)[][], RegExp]>([
    [
      'two columns that may be the hours',
      CLOUD,
      [
        ['Period', 'Hours', 'Target'],
        ['2026.01-03', 5, 6],
      ],
      /In tab "Accounting Cloud CPU\/h" it is not clear which column is "CPU\/h": it could be B1 \("Hours"\), C1 \("Target"\)\. Give the right one that header; if none is, write it over a blank column\./,
    ],
    [
      'a header twice',
      CLOUD,
      [
        ['Period', 'CPU/h', 'cpu / h'],
        ['2026.01-03', 5, 6],
      ],
      /Tab "Accounting Cloud CPU\/h" has two columns "cpu \/ h", in B1 and C1\. Rename or remove one of them\./,
    ],
    [
      'a period twice',
      CLOUD,
      [HEADERS, ['2026.04-06', 5], ['2026.01-03', 5], ['2026.04-06', 6]],
      /In tab "Accounting Cloud CPU\/h" 2026\.04-06 stands twice, in A2 and A4\. Remove or rename one of them\./,
    ],
    [
      'a VO twice, in capitals once',
      USERS,
      [['VO', 'Registered Users', 'Total Users'], ['TOTAL'], ['alice', 1, 2], ['ALICE', 1, 2]],
      /In tab "VOs statistics \(certs\)" alice stands twice, in A3 and A4/,
    ],
    [
      "a period's column twice",
      USERS,
      [
        ['VO', '2026.01-03', '2026.01-03', 'Registered Users', 'Total Users'],
        ['TOTAL'],
        ['alice', 1, 2, 3, 4],
      ],
      /Tab "VOs statistics \(certs\)" has two columns "2026\.01-03", in B1 and C1/,
    ],
  ])('%s', async (_, title, rows, message) => {
    const test = newWorld();
    addTab(test, title, rows);
    const before = test.snapshot()[title];
    const results = await test.refresh({
      statistics: ['cloud-cpu', 'htc-cpu', 'users'],
      history: 'all',
    });
    expect(test.snapshot()[title]).toEqual(before);
    const id = title === CLOUD ? 'cloud-cpu' : 'users';
    for (const result of results) {
      if (result.id === id) {
        expect(result.result).toBe('failed');
        expect(result.message).toMatch(message);
      } else expect(result).toMatchObject({ result: 'done', message: '' });
    }
  });

  it('cells that are protected from whoever refreshes', async () => {
    const test = newWorld();
    await test.refresh();
    protect(test, CLOUD);
    test.type(CLOUD, '2026.10-12', 'CPU/h', 1);
    const before = test.snapshot();
    const args = [{ how: 'panel', statistics: ['cloud-cpu', 'htc-cpu'] }];
    const results = await test.run('runRefresh', { origin: 'panel', as: 'editor@example.org', args });
    expect(test.snapshot()).toEqual(before);
    expect(results).toMatchObject([
      {
        result: 'failed',
        message: expect.stringMatching(
          /^Tab "Accounting Cloud CPU\/h" has protected cells that you may not edit/,
        ) as string,
      },
      { result: 'done', message: '' },
    ]);
  });

  it('a run log that is protected stops no statistic', async () => {
    const test = newWorld();
    await test.refresh();
    protect(test, RUN_LOG);
    test.type(HTC, '2026.10-12', 'CPU/h', 1);
    const args = [{ how: 'panel', statistics: ['cloud-cpu', 'htc-cpu'] }];
    const results = await test.run('runRefresh', { origin: 'panel', as: 'editor@example.org', args });
    const message = expect.stringMatching(
      /(?:^|\n)This could not be written into the run log: .*protected/,
    ) as string;
    expect(results).toMatchObject([
      { result: 'done', message },
      { result: 'done', message },
    ]);
    expect(test.cell(HTC, '2026.10-12', 'CPU/h')).not.toBe(1);
  });
});
