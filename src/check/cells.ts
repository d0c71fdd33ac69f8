import { finishWriting, type Spreadsheet } from '../google/spreadsheet';
import { A_LABEL } from './points';
import type { Tries } from './try';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** A formula that no locale can read: a backslash separates columns of an array only. */
const UNREADABLE = '=SUM(1,2)\\1';
const NAME = 'OKR_STATS_CHECK';

/** What a cell holds, in words. */
function contentOf(range: Range): string {
  if (range.getFormula() !== '') return 'a formula';
  const value: unknown = range.getValue();
  if (value instanceof Date) return 'a date';
  return typeof value === 'string' ? `the text ${value}` : `a ${typeof value}`;
}

/** Each point that cells, formats, charts and names of a tab can tell; in a tab that is there for nothing else. */
export function triesInTab(spreadsheet: Spreadsheet, sheet: Sheet): Tries {
  let row = 1;
  const cell = (): Range => sheet.getRange(++row, 1);
  const shown = (formula: string) => (): string => {
    const range = cell().setFormula(formula);
    finishWriting();
    return range.getDisplayValue();
  };
  const asText = (text: string) => (): string => {
    const range = cell().setNumberFormat('@').setValue(text);
    finishWriting();
    return contentOf(range);
  };
  return {
    semicolon: shown('=IF(TRUE;1;2)'),
    comma: shown('=IF(TRUE,1,2)'),
    decimalPoint: shown('=0.5*2'),
    formulaBack: () => separatorsIn(cell().setFormula('=IF(TRUE;1;2)')),
    conditionalFormat: () => (formatted(sheet, '=$A1=1') ? 'kept' : 'lost'),
    unreadableFormat: () => {
      formatted(sheet, UNREADABLE);
      return 'taken';
    },
    validation: () => (validated(cell(), '=$A$1=1') ? 'kept' : 'lost'),
    unreadableValidation: () => {
      validated(cell(), UNREADABLE);
      return 'taken';
    },
    textFormat: () => cell().setNumberFormat('@').getNumberFormat(),
    periodText: asText(A_LABEL),
    rangeText: asText('1-2'),
    plusText: asText('+1'),
    equalsText: asText('=A1'),
    apostrophe: () => {
      const range = cell().setValue("'=A1");
      finishWriting();
      return contentOf(range);
    },
    dateFormat: () => {
      const range = cell().setNumberFormat('yyyy-mm-dd').setValue(45_000);
      finishWriting();
      return contentOf(range);
    },
    refusal: () => refusalIn(cell()),
    note: () => (cell().setNote('OKR Stats: a note').getNote() === 'OKR Stats: a note' ? 'there' : 'lost'),
    width: () => {
      sheet.setColumnWidth(2, 155);
      return String(sheet.getColumnWidth(2));
    },
    chart: () => chartTitle(sheet),
    chartOfTabs: () => tabsOfChart(spreadsheet, sheet),
    tabById: () => (spreadsheet.getSheetById(sheet.getSheetId()) ? 'found' : 'not found'),
    namedRange: () => nameOfDeleted(spreadsheet, sheet, ++row),
  };
}

function separatorsIn(range: Range): string {
  finishWriting();
  const formula = range.getFormula();
  if (formula.includes(';')) return 'semicolons';
  return formula.includes(',') ? 'commas' : formula;
}

/** @returns whether a format is still there after all is written */
function formatted(sheet: Sheet, formula: string): boolean {
  const rule = SpreadsheetApp.newConditionalFormatRule()
    .whenFormulaSatisfied(formula)
    .setItalic(true)
    .setRanges([sheet.getRange(1, 1)])
    .build();
  sheet.setConditionalFormatRules([rule]);
  finishWriting();
  return sheet.getConditionalFormatRules().length === 1;
}

/** @returns whether a validation is still there after all is written */
function validated(range: Range, formula: string): boolean {
  const rule = SpreadsheetApp.newDataValidation()
    .requireFormulaSatisfied(formula)
    .setAllowInvalid(true)
    .build();
  range.setDataValidation(rule);
  finishWriting();
  return range.getDataValidation() !== null;
}

/** When a number is refused that the cell's validation does not allow. */
function refusalIn(range: Range): string {
  const rule = SpreadsheetApp.newDataValidation().requireNumberGreaterThan(0).setAllowInvalid(false).build();
  range.setDataValidation(rule);
  finishWriting();
  try {
    range.setValue(-1);
  } catch {
    return 'at the call';
  }
  try {
    finishWriting();
  } catch {
    return 'only when all is written';
  } finally {
    range.setDataValidation(null);
  }
  return 'never';
}

function chartTitle(sheet: Sheet): string {
  const chart = sheet
    .newChart()
    .setChartType(Charts.ChartType.LINE)
    .addRange(sheet.getRange(1, 1, 2, 2))
    .setOption('title', 'OKR Stats')
    .setPosition(1, 4, 0, 0)
    .build();
  sheet.insertChart(chart);
  finishWriting();
  const title: unknown = sheet.getCharts()[0]?.getOptions().get('title');
  return title === 'OKR Stats' ? 'there' : 'lost';
}

function tabsOfChart(spreadsheet: Spreadsheet, sheet: Sheet): string {
  const other = spreadsheet.getSheets().find((each) => each.getSheetId() !== sheet.getSheetId());
  if (!other) return 'no other tab';
  const cells = [sheet, other].map((each) => each.getRange(1, 1, 2, 1));
  const builder = sheet.newChart().setChartType(Charts.ChartType.LINE).setPosition(20, 4, 0, 0);
  cells.forEach((range) => builder.addRange(range));
  sheet.insertChart(builder.build());
  finishWriting();
  const [, drawn] = sheet.getCharts().map((chart) => chart.getRanges());
  const tabs = new Set(drawn?.map((range) => range.getSheet().getSheetId()));
  return tabs.size === 2 ? 'two tabs' : `${tabs.size} tab`;
}

/** Where the name of a cell leads after its row was deleted; the name goes as well. */
function nameOfDeleted(spreadsheet: Spreadsheet, sheet: Sheet, row: number): string {
  spreadsheet.setNamedRange(NAME, sheet.getRange(row, 1));
  finishWriting();
  sheet.deleteRow(row);
  finishWriting();
  try {
    return spreadsheet.getRangeByName(NAME) === null ? 'nowhere' : 'to another cell';
  } finally {
    removeName(spreadsheet);
  }
}

/** Takes away what a check that was cut off may have left. */
export function removeName(spreadsheet: Spreadsheet): void {
  if (spreadsheet.getNamedRanges().some((range) => range.getName() === NAME))
    spreadsheet.removeNamedRange(NAME);
}
