import { expectedCpu, expectedUsers } from '../../../local/portals/expected';
import type { CellValue } from '../../../local/apps-script/workbook/cells';
import {
  ALL_PERIODS,
  ASKED_PERIODS,
  buildTakenOverSheet,
  CLOSED_VOS,
  CLOUD_HEADERS,
  followUp,
  KEPT_PERIODS,
  keptVos,
  monthsIn,
} from '../../support/taken-over-sheet';
import { CLOUD, HTC, OKR_USERS, TestWorld, USERS } from '../../support/world';

const test = new TestWorld({ firstPeriod: '2025.01-03', vos: 12 });
let old: Record<string, Record<string, CellValue[]>>;
beforeAll(async () => {
  buildTakenOverSheet(test);
  old = Object.fromEntries([CLOUD, HTC, USERS].map((title) => [title, test.rows(title)]));
  const results = await test.refresh();
  expect(results.map(({ result, message }) => [result, message])).toEqual(Array(3).fill(['done', '']));
});

const [, CPU, COUNT, ACTIVE, , , VARIATIONS, FOLLOW_UP] = CLOUD_HEADERS as [string, ...string[]] & string[];

describe('Accounting Cloud CPU/h with reworded headers, a subtotal, a filter and columns of people', () => {
  it('gets its new rows in their places, and keeps what stands between and below', () => {
    expect(test.labels(CLOUD)).toEqual([
      ...ALL_PERIODS.slice(0, 4),
      'Total 2025',
      ...ALL_PERIODS.slice(4),
      '',
      'Source: the portal',
    ]);
  });

  it('keeps its headers', () => {
    expect(test.values(CLOUD)[0]).toEqual(CLOUD_HEADERS);
  });

  it.each(ASKED_PERIODS)('has the figures of today for %s', (label) => {
    const figures = expectedCpu(test.world, 'cloud', monthsIn(label));
    expect(test.cell(CLOUD, label, CPU ?? '')).toBe(figures.total);
    expect(test.cell(CLOUD, label, COUNT ?? '')).toBe(figures.with.length);
    expect(test.cell(CLOUD, label, ACTIVE ?? '')).toBe(figures.with.join(', '));
  });

  it('leaves the rows alone that it did not ask for', () => {
    for (const label of ['2025.01-03', '2025.04-06'])
      expect(test.rows(CLOUD)[label]).toEqual(old[CLOUD]?.[label]);
  });

  it('compares each row with the one before it, also where a row came between', () => {
    const lists = ALL_PERIODS.map((label) => expectedCpu(test.world, 'cloud', monthsIn(label)).with);
    ALL_PERIODS.forEach((label, index) => {
      if (!ASKED_PERIODS.includes(label)) return;
      const [before = [], now = []] = [lists[index - 1], lists[index]];
      const [appeared, disappeared] = [
        now.filter((name) => !before.includes(name)),
        before.filter((name) => !now.includes(name)),
      ];
      const lines = [
        ...(appeared.length > 0 ? [`APPEARED: ${appeared.join(', ')}`] : []),
        ...(disappeared.length > 0 ? [`DISAPPEARED: ${disappeared.join(', ')}`] : []),
      ];
      expect(test.cell(CLOUD, label, VARIATIONS ?? '')).toBe(lines.length > 0 ? lines.join('\n') : '-');
    });
  });

  it('keeps the follow-ups with their periods', () => {
    const followUps = ALL_PERIODS.map((label) => test.cell(CLOUD, label, FOLLOW_UP ?? ''));
    expect(followUps).toEqual(
      ALL_PERIODS.map((label) =>
        (KEPT_PERIODS as readonly string[]).includes(label) ? followUp(label) : '',
      ),
    );
  });

  it("keeps people's notes with their cells", () => {
    expect(test.note(CLOUD, '2025.10-12', CPU ?? '')).toBe('checked with the sites');
    expect(test.note(CLOUD, '2025.04-06', FOLLOW_UP ?? '')).toBe('done on Monday');
    const notes = test
      .sheet(CLOUD)
      .getDataRange()
      .getNotes()
      .flat()
      .filter((note) => note !== '');
    expect(notes).toHaveLength(3);
  });

  it('renews the stamp of the earlier programs', () => {
    expect(test.note(CLOUD, 'Period', 'Period')).toBe('Last update on: 23-11-2026 12:00:00');
  });

  it('has the subtotal count the row that was missing', () => {
    const sum = ALL_PERIODS.slice(0, 4).reduce(
      (total, label) => total + Number(test.cell(CLOUD, label, CPU ?? '')),
      0,
    );
    expect(test.cell(CLOUD, 'Total 2025', CPU ?? '')).toBe(sum);
    expect(test.rows(CLOUD)['Total 2025']?.slice(2)).toEqual(old[CLOUD]?.['Total 2025']?.slice(2));
    expect(test.sheet(CLOUD).getRange('A6').getBackground()).toBe('#ffff00');
  });

  it('keeps hidden what people have hidden', () => {
    expect(test.sheet(CLOUD).isColumnHiddenByUser(9)).toBe(true);
    expect(test.sheet(CLOUD).isRowHiddenByUser(3)).toBe(true);
  });

  it('has nothing in the new rows that is not its own', () => {
    for (const label of ['2025.07-09', '2026.10-12']) {
      const row = test.values(CLOUD).findIndex(([first]) => first === label) + 1;
      const range = test.sheet(CLOUD).getRange(row, 1, 1, 9);
      expect(range.getNotes()[0]?.join('')).toBe('');
      expect(range.getBackgrounds()[0]).toEqual(Array(9).fill('#ffffff'));
    }
  });
});

describe('Accounting HTC CPU/h in descending order, hidden, with a note in A1', () => {
  it('stays descending, and has its new rows in their places', () => {
    expect(test.labels(HTC)).toEqual([...ALL_PERIODS].reverse());
  });

  it('stays hidden, and keeps its note', () => {
    expect(test.sheet(HTC).isSheetHidden()).toBe(true);
    expect(test.note(HTC, 'Period', 'Period')).toBe('Ask the data office before you change this tab.');
  });

  it('compares with the nearest earlier period, which stands below', () => {
    const lists = ALL_PERIODS.map((label) => expectedCpu(test.world, 'htc', monthsIn(label)).with);
    expect(lists[6]).toEqual(lists[7]);
    expect(test.cell(HTC, '2026.10-12', 'VOs variations')).toBe('-');
    expect(test.cell(HTC, '2026.10-12', 'CPU/h')).toBe(
      expectedCpu(test.world, 'htc', monthsIn('2026.10-12')).total,
    );
  });

  it('keeps the follow-ups with their periods', () => {
    for (const label of KEPT_PERIODS)
      expect(test.cell(HTC, label, 'Follow-up actions')).toBe(followUp(label));
    expect(test.cell(HTC, '2026.10-12', 'Follow-up actions')).toBe('');
  });
});

describe('VOs statistics (certs) with formulas, closed VOs and a column of people', () => {
  const listed = test.world.vos.filter((vo) => vo.listed).map((vo) => vo.name);

  it('gets its new columns and rows in their places', () => {
    expect(test.values(USERS)[0]).toEqual([
      'VO',
      ...ALL_PERIODS,
      'Registered Users',
      'Total Users',
      'Contact',
    ]);
    expect(test.labels(USERS)).toEqual(['TOTAL', ...[...listed, ...CLOSED_VOS].sort()]);
  });

  it('has the users of every VO in every period asked for, and for new VOs in all', () => {
    for (const name of listed) {
      for (const label of ALL_PERIODS) {
        expect(test.cell(USERS, name, label)).toBe(expectedUsers(test.world, name, monthsIn(label)) ?? '');
      }
    }
  });

  it('keeps the figures of VOs that are not listed any more', () => {
    for (const name of CLOSED_VOS) {
      expect(test.rows(USERS)[name]).toEqual([
        name,
        11,
        11,
        '',
        11,
        11,
        11,
        11,
        '',
        5,
        6,
        `contact of ${name}`,
      ]);
    }
  });

  it('has TOTALs that are formulas and count every row, the new ones and the closed VOs included', () => {
    const [headers = [], , ...rows] = test.values(USERS);
    for (const label of [...ALL_PERIODS, 'Registered Users', 'Total Users']) {
      const column = headers.indexOf(label);
      expect(test.cell(USERS, 'TOTAL', label)).toBe(rows.reduce((sum, row) => sum + Number(row[column]), 0));
      expect(test.formula(USERS, 'TOTAL', label)).toMatch(/^=SUM\(/);
    }
  });

  it('keeps the formulas that have no end', () => {
    expect(test.formula(USERS, 'TOTAL', '2025.04-06')).toBe('=SUM(C3:C)');
  });

  it('keeps contacts and notes with their VOs', () => {
    for (const name of keptVos(test)) expect(test.cell(USERS, name, 'Contact')).toBe(`contact of ${name}`);
    expect(test.cell(USERS, 'TOTAL', 'Contact')).toBe('who to write to');
    expect(test.note(USERS, 'aaa.closed.eu', 'VO')).toBe('closed in 2024');
  });

  it('feeds OKR Users, closed VOs included', () => {
    for (const label of ALL_PERIODS) {
      expect(test.cell(OKR_USERS, label, 'Actual users')).toBe(test.cell(USERS, 'TOTAL', label));
    }
  });
});

describe('afterwards', () => {
  it('a second refresh writes nothing', async () => {
    const later = test.later();
    const before = later.snapshot();
    await later.refresh();
    expect(later.snapshot()).toEqual(before);
  });

  it('tabs that people rename and move are found again', async () => {
    const later = test.later();
    const names = { [CLOUD]: 'Cloud figures', [HTC]: 'zz HTC', [USERS]: 'Users by VO', [OKR_USERS]: 'Users' };
    for (const [title, name] of Object.entries(names)) later.sheet(title).setName(name);
    later.spreadsheet.setActiveSheet(later.sheet('Cloud figures'));
    later.spreadsheet.moveActiveSheet(1);
    const before = later.snapshot();
    await later.refresh();
    expect(later.snapshot()).toEqual(before);
    expect(later.titles()).not.toContain(CLOUD);
  });

  it('rows that people sort are found again, and nothing is added', async () => {
    const later = test.later();
    later
      .sheet(HTC)
      .getRange(2, 1, 8, 8)
      .setValues(
        later
          .values(HTC)
          .slice(1)
          .sort((a, b) => Number(a[1]) - Number(b[1])),
      );
    const before = later.rows(HTC);
    await later.refresh();
    const after = later.rows(HTC);
    expect(later.labels(HTC)).toEqual(Object.keys(before));
    expect(after).toEqual(before);
  });
});
