import { readPeriod } from '../src/domain/periods';
import type { Workbook } from './apps-script/workbook/workbook';

/** A column of the printed table: its heading, the tab it is from, and the column there, by number from 0 or by header. */
interface Column {
  readonly heading: string;
  readonly tab: string;
  readonly column: number | 'TOTAL';
}

const COLUMNS: readonly Column[] = [
  { heading: 'Cloud CPU/h', tab: 'Accounting Cloud CPU/h', column: 1 },
  { heading: 'VOs', tab: 'Accounting Cloud CPU/h', column: 2 },
  { heading: 'HTC CPU/h', tab: 'Accounting HTC CPU/h', column: 1 },
  { heading: 'VOs', tab: 'Accounting HTC CPU/h', column: 2 },
  { heading: 'Users', tab: 'OKR Users', column: 1 },
  { heading: 'Active', tab: 'OKR Users', column: 2 },
  { heading: 'Total', tab: 'OKR Users', column: 3 },
  { heading: 'VO changes', tab: 'Num. of VOs created', column: 1 },
  { heading: 'created', tab: 'Num. of VOs created', column: 3 },
  { heading: 'SLA Cloud CPU/h', tab: 'Accounting SLAs Cloud CPU/h', column: 'TOTAL' },
  { heading: 'SLA HTC CPU/h', tab: 'Accounting SLAs HTC CPU/h', column: 'TOTAL' },
];

/** The OKR figures by period, as the tabs show them, laid out for a terminal, without columns that are blank; '' when all are. */
export function figuresTable(workbook: Workbook): string {
  const figures = COLUMNS.map(({ heading, tab, column }) => ({
    heading,
    byPeriod: columnByPeriod(workbook, tab, column),
  })).filter(({ byPeriod }) => [...byPeriod.values()].some((figure) => figure !== ''));
  const periods = [...new Set(figures.flatMap(({ byPeriod }) => [...byPeriod.keys()]))].sort();
  if (periods.length === 0) return '';
  const lines = [
    ['Period', ...figures.map(({ heading }) => heading)],
    ...periods.map((period) => [period, ...figures.map(({ byPeriod }) => byPeriod.get(period) ?? '')]),
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

/** What a column of a tab shows, by the period in the first column. */
function columnByPeriod(workbook: Workbook, title: string, column: Column['column']): Map<string, string> {
  const sheetId = workbook.sheetWithTitle(title);
  if (sheetId === undefined) return new Map();
  const { getters } = workbook.model;
  const shown = (row: number, col: number): string =>
    getters.getEvaluatedCell({ sheetId, row, col }).formattedValue;
  const columns = Array.from({ length: getters.getNumberCols(sheetId) }, (_, index) => index);
  const place = typeof column === 'number' ? column : columns.findIndex((col) => shown(0, col) === column);
  const rows = Array.from({ length: getters.getNumberRows(sheetId) }, (_, row) => row);
  return new Map(
    rows
      .filter((row) => place >= 0 && readPeriod(shown(row, 0)) !== undefined)
      .map((row) => [shown(row, 0), shown(row, place)]),
  );
}
