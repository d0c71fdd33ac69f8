import {
  CLOUD,
  CLOUD_BY_VO,
  DASHBOARD,
  HTC,
  OKR_USERS,
  RUN_LOG,
  TestWorld,
  USERS,
} from '../../support/world';

const test = new TestWorld({ firstPeriod: '2026.07-09', vos: 4 });
beforeAll(() => test.refresh());

const headersOf = (title: string): string[] => (test.values(title)[0] ?? []).map(String);

describe.each([CLOUD, HTC, USERS, OKR_USERS])('a new tab %s', (title) => {
  it('keeps its headers in sight, bold and wrapped', () => {
    const header = test.sheet(title).getRange(1, 2);
    expect(test.sheet(title).getFrozenRows()).toBe(title === USERS ? 2 : 1);
    expect(test.sheet(title).getFrozenColumns()).toBe(title === USERS ? 1 : 0);
    expect([header.getFontWeight(), header.getWrapStrategy()]).toEqual(['bold', 'WRAP']);
  });

  it('stands its headers over what they head: figures at the right, text at the left', () => {
    const [, first = []] = test.values(title);
    const row = test.sheet(title).getFrozenRows() > 1 ? (test.values(title)[2] ?? []) : first;
    row.forEach((value, column) => {
      if (value === '') return;
      const alignment = test
        .sheet(title)
        .getRange(1, column + 1)
        .getHorizontalAlignment();
      expect([column, alignment]).toEqual([column, typeof value === 'number' ? 'right' : 'left']);
    });
  });

  it('says on each header but those of labels what the column is, and its source', () => {
    const sheet = test.sheet(title);
    const silent = headersOf(title).filter((_, column) => sheet.getRange(1, column + 1).getNote() === '');
    expect(silent).toEqual(title === USERS ? ['2026.07-09', '2026.10-12'] : []);
    const notes = headersOf(title).map((_, column) => sheet.getRange(1, column + 1).getNote());
    expect(notes.filter((note) => note.includes(' Portal')).length).toBeGreaterThanOrEqual(2);
  });

  it('cuts lists off instead of growing its rows, and has thousands separators', () => {
    const sheet = test.sheet(title);
    const width = headersOf(title).length;
    const formats = sheet.getRange(2, 1, 1, width).getNumberFormats().flat();
    test
      .values(title)
      .pop()
      ?.forEach((value, column) => {
        expect(formats[column]).toBe(typeof value === 'number' ? '#,##0' : '@');
        expect(sheet.getRange(2, column + 1).getWrapStrategy()).toBe('CLIP');
      });
  });

  it('shows the running period in grey italics, by its label', () => {
    const rules = test.sheet(title).getConditionalFormatRules();
    expect(rules).toHaveLength(1);
    const condition = rules[0]?.getBooleanCondition();
    expect([condition?.getItalic(), condition?.getFontColor()]).toEqual([true, '#6b7280']);
    const label = title === USERS ? 'B$1' : '$A2';
    expect(condition?.getCriteriaValues()).toEqual([expect.stringContaining(`LEN(${label})=10`)]);
    const range = rules[0]?.getRanges()[0];
    expect([range?.getRow(), range?.getColumn()]).toEqual(title === USERS ? [1, 2] : [2, 1]);
  });
});

it('leaves alone what people have changed since', async () => {
  const sheet = test.sheet(CLOUD);
  sheet.getRange(1, 2).setNote('ours').setBackground('#00ff00');
  sheet.setConditionalFormatRules([]);
  sheet.setColumnWidth(4, 40);
  await test.refreshOne('cloud-cpu', { history: 'all' });
  expect([sheet.getRange(1, 2).getNote(), sheet.getRange(1, 2).getBackground()]).toEqual(['ours', '#00ff00']);
  expect([sheet.getConditionalFormatRules(), sheet.getColumnWidth(4)]).toEqual([[], 40]);
});

it('tabs have the colour of their kind', () => {
  const colorOf = (title: string): string | null => test.sheet(title).getTabColor();
  const kinds = [[DASHBOARD], ['Key results'], [CLOUD, CLOUD_BY_VO, HTC, USERS, OKR_USERS], [RUN_LOG]];
  const colors = kinds.map((titles) => [...new Set(titles.map(colorOf))]);
  expect(colors.map((each) => each.length)).toEqual([1, 1, 1, 1]);
  expect(new Set(colors.flat()).size).toBe(4);
});

it('VOs can be filtered and sorted by the figures of a period, TOTAL apart', () => {
  const filters = [CLOUD_BY_VO, USERS, CLOUD].map((title) => test.sheet(title).getFilter()?.getRange());
  expect(filters.map((range) => range?.getRow())).toEqual([1, 2, undefined]);
  expect(filters[0]?.getLastRow()).toBe(test.sheet(CLOUD_BY_VO).getMaxRows());
});
