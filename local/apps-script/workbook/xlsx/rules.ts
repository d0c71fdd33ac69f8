// Conditional formats and data validation of .xlsx files, put the one way that the spreadsheet library reads.
import type { SheetData } from '@odoo/o-spreadsheet';
import { appendElement, type XmlDocument, type XmlElement } from './xml';

/** The library reads the first rule of each range only: each rule gets an element of its own, the strongest first. */
export function separateConditionalFormats(document: XmlDocument): void {
  const elements = Array.from(document.querySelectorAll('worksheet > conditionalFormatting'));
  const rules = elements.flatMap((element) =>
    Array.from(element.children)
      .filter(({ nodeName }) => nodeName === 'cfRule')
      .map((rule) => ({ rule, sqref: element.getAttribute('sqref') ?? '' })),
  );
  const priority = ({ rule }: { rule: XmlElement }): number => Number(rule.getAttribute('priority') ?? 0);
  rules.sort((one, other) => priority(one) - priority(other));
  for (const element of elements) element.remove();
  for (const { rule, sqref } of rules) {
    appendElement(document.documentElement, 'conditionalFormatting', { sqref }).append(rule);
  }
}

/** Words that cells are compared with stand in quotes in the file, and without in the workbook. */
export function withPlainWords(formats: SheetData['conditionalFormats']): SheetData['conditionalFormats'] {
  return formats.map((format) => {
    const { rule } = format;
    if (rule.type !== 'CellIsRule' || rule.operator === 'customFormula') return format;
    const values = rule.values.map((value) => {
      const quoted = /^=?"((?:[^"]|"")*)"$/u.exec(value)?.[1];
      return quoted === undefined ? value : quoted.replaceAll('""', '"');
    });
    return { ...format, rule: { ...rule, values } };
  });
}

/** What people are told in cells that have a rule, by those cells. */
export function promptsIn(document: XmlDocument): Map<string, string> {
  return new Map(
    Array.from(document.querySelectorAll('dataValidations > dataValidation'), (rule) => [
      rule.getAttribute('sqref') ?? '',
      rule.getAttribute('prompt') ?? rule.getAttribute('error') ?? '',
    ]),
  );
}

type Validations = NonNullable<SheetData['dataValidationRules']>;

/** With the prompts, which the library forgets, and checkboxes where the choice is between TRUE and FALSE. */
export function withPrompts(rules: Validations, prompts: ReadonlyMap<string, string>): Validations {
  return rules.map((rule) => {
    const helpText = prompts.get(rule.ranges.join(' ')) ?? '';
    const { criterion } = rule;
    const isCheckbox = criterion.type === 'isValueInList' && criterion.values.join() === 'TRUE,FALSE';
    const kind = isCheckbox ? { type: 'isBoolean', values: [] } : criterion;
    return {
      ...rule,
      criterion: { ...kind, ...(helpText !== '' && { helpText }) },
    } as (typeof rules)[number];
  });
}
