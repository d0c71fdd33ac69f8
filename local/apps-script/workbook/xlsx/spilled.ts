import { helpers } from '@odoo/o-spreadsheet';
import type { BaseWorkbook } from '../base-workbook';
import { escaped } from './xml';

/**
 * The results of a formula that fills several cells; the library writes that of the first one only.
 *
 * @param sheet a tab's part of an .xlsx file
 */
export function withSpilledResults(
  { model: { getters } }: BaseWorkbook,
  sheetId: string,
  sheet: string,
): string {
  if (!sheet.includes(' t="array"')) return sheet;
  return sheet.replace(/<c r="([A-Z]+\d+)"([^>]*?)>\s*<\/c>/gu, (blank, name: string, attributes: string) => {
    const { value } = getters.getEvaluatedCell({ sheetId, ...helpers.toCartesian(name) });
    const cell = (type: string, text: string): string =>
      `<c r="${name}"${attributes} t="${type}"><v>${text}</v></c>`;
    switch (typeof value) {
      case 'number':
        return cell('n', String(value));
      case 'boolean':
        return cell('b', value ? '1' : '0');
      case 'string':
        return value === '' ? blank : cell('str', escaped(value));
      default:
        return blank;
    }
  });
}
