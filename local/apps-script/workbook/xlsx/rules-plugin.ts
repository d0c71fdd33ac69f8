import { CorePlugin, helpers, type ExcelWorkbookData } from '@odoo/o-spreadsheet';

type Sheet = ExcelWorkbookData['sheets'][number];
type Validation = Sheet['dataValidationRules'][number];
type ConditionalFormat = Sheet['conditionalFormats'][number];

/** Characters that a list of words may have in an .xlsx file, with their commas. */
const LONGEST_LIST = 255;

/** A number format that shows TRUE and FALSE as boxes, in programs that take them for numbers. */
const BOXES = '"☑";"☑";"☐"';

/**
 * Fits data validation and conditional formats to .xlsx files: a checkbox becomes the choice between TRUE and FALSE, a
 * list too long is left out, and words that cells are compared with are quoted.
 */
export class ExcelRulesPlugin extends CorePlugin {
  static override readonly getters = [];

  override exportForExcel(data: ExcelWorkbookData): void {
    const boxes = Math.max(0, ...Object.keys(data.formats).map(Number)) + 1;
    data.formats[boxes] = BOXES;
    for (const sheet of data.sheets) {
      const checkboxes = sheet.dataValidationRules.filter(({ criterion }) => criterion.type === 'isBoolean');
      for (const xc of checkboxes.flatMap(({ ranges }) => ranges.flatMap(cellsOf))) sheet.formats[xc] = boxes;
      sheet.dataValidationRules = sheet.dataValidationRules.map(withoutCheckbox).filter(fits);
      sheet.conditionalFormats = sheet.conditionalFormats.map(withQuotedWords);
    }
  }
}

function cellsOf(range: string): string[] {
  const { top, bottom, left, right } = helpers.toZone(range);
  const rows = Array.from({ length: bottom - top + 1 }, (_row, index) => top + index);
  const columns = Array.from({ length: right - left + 1 }, (_column, index) => left + index);
  return rows.flatMap((row) => columns.map((column) => helpers.toXC(column, row)));
}

function withoutCheckbox(rule: Validation): Validation {
  if (rule.criterion.type !== 'isBoolean') return rule;
  return { ...rule, criterion: { type: 'isValueInList', values: ['TRUE', 'FALSE'], displayStyle: 'arrow' } };
}

const fits = ({ criterion }: Validation): boolean =>
  criterion.type !== 'isValueInList' || criterion.values.join().length <= LONGEST_LIST;

/** The library writes what a cell is compared with as it is, where a formula must stand. */
function withQuotedWords(format: ConditionalFormat): ConditionalFormat {
  const { rule } = format;
  if (rule.type !== 'CellIsRule' || !/^is(?:Not)?Equal$/u.test(rule.operator)) return format;
  const values = rule.values.map((value) => {
    if (value.startsWith('=')) return value.slice(1);
    return value === '' || Number.isNaN(Number(value)) ? `"${value.replaceAll('"', '""')}"` : value;
  });
  return { ...format, rule: { ...rule, values } };
}
