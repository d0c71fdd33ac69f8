import type { Workbook } from './apps-script/workbook/workbook';

/** Columns of the printed table: the heading, the tab it is from, and the number of the column there, from 0. */
const COLUMNS = [
  { heading: 'Cloud CPU/h', tab: 'Accounting Cloud CPU/h', column: 1 },
  { heading: 'VOs', tab: 'Accounting Cloud CPU/h', column: 2 },
  { heading: 'HTC CPU/h', tab: 'Accounting HTC CPU/h', column: 1 },
  { heading: 'VOs', tab: 'Accounting HTC CPU/h', column: 2 },
  { heading: 'Users', tab: 'OKR Users', column: 1 },
  { heading: 'Active', tab: 'OKR Users', column: 2 },
  { heading: 'Total', tab: 'OKR Users', column: 3 },
];

const LABEL = /^\d{4}\.\d{2}-\d{2}$/;

/** The OKR figures by period, as the tabs show them, laid out for a terminal. */
export function figuresTable(workbook: Workbook): string {
  const byTab = new Map(COLUMNS.map(({ tab }) => [tab, rowsByPeriod(workbook, tab)]));
  const periods = [...new Set([...byTab.values()].flatMap((rows) => [...rows.keys()]))].sort();
  const lines = [
    ['Period', ...COLUMNS.map(({ heading }) => heading)],
    ...periods.map((period) => [
      period,
      ...COLUMNS.map(({ tab, column }) => byTab.get(tab)?.get(period)?.[column] ?? ''),
    ]),
  ];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** What the rows of a tab show, by the period in their first column. */
function rowsByPeriod(workbook: Workbook, title: string): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  const sheetId = workbook.sheetWithTitle(title);
  if (sheetId === undefined) return rows;
  const { getters } = workbook.model;
  const shown = (row: number, col: number): string =>
    getters.getEvaluatedCell({ sheetId, row, col }).formattedValue;
  for (let row = 0; row < getters.getNumberRows(sheetId); row++) {
    const label = shown(row, 0);
    if (LABEL.test(label))
      rows.set(
        label,
        [0, 1, 2, 3].map((column) => shown(row, column)),
      );
  }
  return rows;
}
