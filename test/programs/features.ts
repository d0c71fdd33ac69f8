import { helpers } from '@odoo/o-spreadsheet';
import { RunningClock } from '../../local/apps-script/clock';
import type { Workbook } from '../../local/apps-script/workbook/workbook';
import { openByHand } from '../../local/by-hand';
import { LOCAL_USER } from '../../local/local-script';

/** What a workbook may have in it; each stands in a tab of that title. */
export interface Feature {
  readonly title: string;
  /** What is seen of it in the tab. */
  readonly probe: (workbook: Workbook, sheetId: string) => unknown;
  /** What is seen where it is there and kept; undefined for what is never kept. */
  readonly expected?: unknown;
}

const cell = ({ model: { getters } }: Workbook, sheetId: string, name: string): unknown =>
  getters.getEvaluatedCell({ sheetId, ...helpers.toCartesian(name) }).value;
const column = (workbook: Workbook, sheetId: string): unknown[] =>
  ['A1', 'A2', 'A3'].map((name) => cell(workbook, sheetId, name));
const sheetOf = (workbook: Workbook, sheetId: string) =>
  workbook.model.exportData().sheets.find(({ id }) => id === sheetId);
const formatOf = (workbook: Workbook, sheetId: string, name: string): string =>
  openByHand(workbook, new RunningClock(), LOCAL_USER)
    .getSheets()
    .find((sheet) => sheet.getSheetId() === Number(sheetId))
    ?.getRange(name)
    .getNumberFormat() ?? '';
const hiddenOf = ({ model: { getters } }: Workbook, sheetId: string): unknown => [
  [0, 1, 2].filter((col) => getters.isColHidden(sheetId, col)),
  [0, 1, 2].filter((row) => getters.isRowHidden(sheetId, row)),
];

export const FEATURES: readonly Feature[] = [
  { title: 'texts', probe: column, expected: ['2020.07', 'x & <y>', ' two  spaces '] },
  {
    title: 'days',
    // Days since 1899-12-30.
    probe: (workbook, sheetId) => [
      cell(workbook, sheetId, 'A1'),
      /d.*m.*y/iu.test(formatOf(workbook, sheetId, 'A1')),
    ],
    expected: [46_349, true],
  },
  { title: 'formulas', probe: column, expected: [2, 6, 'yes'] },
  {
    title: 'notes',
    probe: (workbook, sheetId) => workbook.attachments('note', sheetId).map(({ data }) => data),
    expected: ['agreed'],
  },
  {
    title: 'rules',
    probe: (workbook, sheetId) => sheetOf(workbook, sheetId)?.conditionalFormats.length,
    expected: 2,
  },
  {
    title: 'choices',
    probe: (workbook, sheetId) =>
      sheetOf(workbook, sheetId)?.dataValidationRules.map(({ criterion }) => criterion.values),
    expected: [['one', 'two']],
  },
  { title: 'names', probe: (workbook, sheetId) => cell(workbook, sheetId, 'A2'), expected: 6 },
  {
    title: 'panes',
    probe: (workbook, sheetId) => sheetOf(workbook, sheetId)?.panes?.ySplit,
    expected: 1,
  },
  { title: 'hidden', probe: hiddenOf, expected: [[1], [2]] },
  {
    title: 'merged',
    probe: (workbook, sheetId) => sheetOf(workbook, sheetId)?.merges,
    expected: ['A1:B2'],
  },
  {
    title: 'formats',
    probe: (workbook, sheetId) => ['A1', 'A2'].map((name) => formatOf(workbook, sheetId, name)),
    expected: ['0.00%', '[h]:mm'],
  },
  {
    title: 'charts',
    probe: (workbook, sheetId) => sheetOf(workbook, sheetId)?.figures.map(({ tag }) => tag),
    expected: ['chart'],
  },
  { title: 'fonts', probe: column },
  { title: 'headers', probe: column },
  { title: 'links', probe: column },
  { title: 'filters', probe: column },
  { title: 'pictures', probe: column },
];
