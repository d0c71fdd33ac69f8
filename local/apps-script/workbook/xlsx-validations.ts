import { CorePlugin, type ExcelWorkbookData } from '@odoo/o-spreadsheet';

type Rules = ExcelWorkbookData['sheets'][number]['dataValidationRules'];

/** Characters that a list of words may have in an .xlsx file, with their commas. */
const LONGEST_LIST = 255;

/** Fits data validation to .xlsx files: a checkbox becomes the choice between TRUE and FALSE, a list too long is left out. */
export class ExcelValidationPlugin extends CorePlugin {
  static override readonly getters = [];

  override exportForExcel(data: ExcelWorkbookData): void {
    for (const sheet of data.sheets) {
      sheet.dataValidationRules = sheet.dataValidationRules.map(withoutCheckbox).filter(fits);
    }
  }
}

function withoutCheckbox(rule: Rules[number]): Rules[number] {
  if (rule.criterion.type !== 'isBoolean') return rule;
  return { ...rule, criterion: { type: 'isValueInList', values: ['TRUE', 'FALSE'], displayStyle: 'arrow' } };
}

const fits = ({ criterion }: Rules[number]): boolean =>
  criterion.type !== 'isValueInList' || criterion.values.join().length <= LONGEST_LIST;
