import { FINALIZED, OTHER_STATUSES, SLA_HEADERS } from './agreements';
import type { Values } from '../../sheets/columns';
import { finished } from '../../google/spreadsheet';
import { formatHeaders, setColumnWidths } from '../../sheets/formats';
import type { Tabs } from '../../sheets/tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The product's own name of the tab "SLAs", which users fill. */
export const AGREEMENTS = 'slas';

/** What a status can be; other words are marked, and do not count either. */
const STATUSES = [FINALIZED, ...OTHER_STATUSES];
/** Pixels. */
const WIDTHS = [230, 230, 115, 115, 115, 115, 115];

const HOW_TO_FILL = [
  'The SLA statistics count the VOs of the agreements in this tab.',
  `Enter a row per agreement: its VO, the status ${FINALIZED}, its first and last day (if as text, then as in ` +
    '31 Dec 2026 or 31/12/2026), and anything in HTC or Cloud, or in both, for what is agreed.',
  'Or enter here, in A1, =IMPORTRANGE("address of the dashboard of agreements", "name of its tab!A:Q"), and allow ' +
    'access when you are asked: the columns are then those of the dashboard.',
].join('\n\n');

/** What stands in the tab of agreements; undefined as long as it is not there or has no header row. */
export function readAgreementsTab(
  tabs: Tabs,
  newTitle: string,
): { title: string; values: Values } | undefined {
  const sheet = tabs.find(AGREEMENTS, newTitle);
  if (!sheet) return undefined;
  const range = sheet.getDataRange();
  const values = range.getValues() as unknown[][];
  const isBlank = values.every((row) => row.every((cell) => cell === ''));
  // A formula that has not brought anything yet is a person's, and no blank tab.
  const hasFormula = isBlank && range.getFormulas().some((row) => row.some((formula) => formula !== ''));
  return isBlank && !hasFormula ? undefined : { title: sheet.getName(), values };
}

/** Makes the tab, or out of a blank one: a header row, and a note on how to fill it. */
export function createAgreementsTab(tabs: Tabs, title: string): void {
  const found = tabs.find(AGREEMENTS, title);
  if (found) finished(() => furnish(found));
  else tabs.make(AGREEMENTS, title, furnish);
}

/** The headers come last: with them it is whole. */
function furnish(sheet: Sheet): void {
  const statuses = SpreadsheetApp.newDataValidation()
    .requireValueInList(STATUSES, true)
    .setAllowInvalid(true)
    .setHelpText(`Only agreements with the status ${FINALIZED} count.`)
    .build();
  sheet.getRange(2, SLA_HEADERS.indexOf('Status') + 1, sheet.getMaxRows() - 1, 1).setDataValidation(statuses);
  sheet.getRange(1, 1).setNote(HOW_TO_FILL);
  sheet.setFrozenRows(1);
  setColumnWidths(sheet, WIDTHS);
  formatHeaders(sheet, 1, SLA_HEADERS.length).setValues([[...SLA_HEADERS]]);
}
