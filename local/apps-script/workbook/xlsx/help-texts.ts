import type { BaseWorkbook } from '../base-workbook';

/**
 * What people are told in a cell that has a rule, and when they enter something else; the library keeps it and does not write
 * it.
 *
 * @param sheet a tab's part of an .xlsx file
 */
export function withHelpTexts({ model: { getters } }: BaseWorkbook, sheetId: string, sheet: string): string {
  const helps = new Map(
    getters.getDataValidationRules(sheetId).map(({ ranges, criterion }) => {
      const cells = ranges.map((range) => getters.getRangeString(range, sheetId)).join(' ');
      return [cells, (criterion as { helpText?: string }).helpText ?? ''];
    }),
  );
  return sheet.replace(/<dataValidation [^>]*?sqref="([^"]*)"/gu, (rule, cells: string) => {
    const help = attributeText(helps.get(cells) ?? '');
    return help === '' ? rule : `${rule} error="${help}" prompt="${help}"`;
  });
}

const attributeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
