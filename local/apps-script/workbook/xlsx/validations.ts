// Data validation that the spreadsheet library does not know: kept as it is, with the cells that it belongs to.
import { helpers } from '@odoo/o-spreadsheet';
import type { Attachment, AttachmentCommand } from '../attachments';
import type { BaseWorkbook } from '../base-workbook';
import { tokensOf } from './formulas';
import { isComputable } from './kept-formulas';
import { appendElement, childOf, type XmlDocument, type XmlElement } from './xml';

/** A rule of cells as it stands in the file. */
export interface KeptValidation {
  /** Of its element, but for its cells. */
  readonly attributes: Readonly<Record<string, string>>;
  /** One or two; none for a rule that only tells something. */
  readonly formulas: readonly string[];
}

/** Attributes that a rule may have besides its cells (ECMA-376, part 1, 18.3.1.32). */
const ATTRIBUTES =
  'type errorStyle imeMode operator allowBlank showDropDown showInputMessage showErrorMessage errorTitle error promptTitle prompt'.split(
    ' ',
  );

const formulasOf = (rule: XmlElement): string[] =>
  ['formula1', 'formula2'].flatMap((name) => {
    const text = childOf(rule, name)?.textContent.trim() ?? '';
    return text === '' ? [] : [text];
  });

const isNumber = (text: string): boolean => text !== '' && !Number.isNaN(Number(text));
const WORDS = /^"[^"]*"$/u;
const RANGE = /^(?:(?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$/iu;

/** Whether the library keeps a rule. @param names defined names of ranges, in small letters */
function isKnown(rule: XmlElement, names: ReadonlySet<string>): boolean {
  const formulas = formulasOf(rule);
  const [first = ''] = formulas;
  if (first === '') return false;
  switch (rule.getAttribute('type')) {
    case 'decimal':
      return formulas.every((each) => isNumber(each) || isComputable(each, names));
    case 'date':
      return rule.getAttribute('operator') !== 'notEqual' && formulas.every(isNumber);
    case 'list':
      return WORDS.test(first) || RANGE.test(first);
    case 'custom':
      return isComputable(first, names);
    default:
      return false;
  }
}

/** Whether a rule refers to cells: the library knows nothing of those that it does not keep, so that they would not follow. */
const hasCells = (formulas: readonly string[]): boolean =>
  formulas.some((formula) => tokensOf(formula).some(({ kind }) => kind === 'cell' || kind === 'tab'));

/** Cells with rules that can be kept neither by the library nor as they are. */
export function lostValidations(document: XmlDocument, names: ReadonlySet<string>): string[] {
  joinExtended(document);
  return Array.from(document.querySelectorAll('dataValidations > dataValidation')).flatMap((rule) =>
    !isKnown(rule, names) && hasCells(formulasOf(rule)) ? [rule.getAttribute('sqref') ?? ''] : [],
  );
}

/** Takes the rules out of a tab that the library does not know. @returns them, by their cells such as `A1:A9 C1` */
export function takeValidations(
  document: XmlDocument,
  names: ReadonlySet<string>,
): readonly (readonly [cells: string, rule: KeptValidation])[] {
  joinExtended(document);
  return Array.from(document.querySelectorAll('dataValidations > dataValidation')).flatMap((rule) => {
    if (isKnown(rule, names)) return [];
    rule.remove();
    const formulas = formulasOf(rule);
    const attributes = ATTRIBUTES.flatMap((name) => {
      const value = rule.getAttribute(name);
      return value === null ? [] : [[name, value] as const];
    });
    if (hasCells(formulas) || attributes.length === 0) return [];
    const kept = { attributes: Object.fromEntries(attributes), formulas };
    return [[rule.getAttribute('sqref') ?? '', kept] as const];
  });
}

/** Excel puts rules that refer to other tabs into an extension of the format. */
function joinExtended(document: XmlDocument): void {
  for (const rule of Array.from(document.getElementsByTagName('x14:dataValidation'))) {
    const list =
      document.querySelector('worksheet > dataValidations') ??
      appendElement(document.documentElement, 'dataValidations');
    const text = (name: string): string => Array.from(rule.getElementsByTagName(name))[0]?.textContent ?? '';
    const attributes = ATTRIBUTES.flatMap((name) => {
      const value = rule.getAttribute(name);
      return value === null ? [] : [[name, value] as const];
    });
    const copy = appendElement(list, 'dataValidation', {
      ...Object.fromEntries(attributes),
      sqref: text('xm:sqref'),
    });
    for (const number of [1, 2]) {
      const formula = text(`x14:formula${number}`).trim();
      if (formula !== '') appendElement(copy, `formula${number}`, {}, formula);
    }
    rule.remove();
  }
}

/** The command that keeps a rule with its cells. @param cells such as `A1:A9` */
export const validationCommand = (
  sheetId: string,
  cells: string,
  data: KeptValidation,
): AttachmentCommand => ({
  type: 'ATTACH',
  kind: 'validation',
  sheetId,
  zone: helpers.toZone(cells),
  data,
});

/** Adds the rules that were kept. @param sheet a tab's part of an .xlsx file */
export function withKeptValidations(workbook: BaseWorkbook, sheetId: string, sheet: string): string {
  const rules = elementsOf(workbook, workbook.attachments('validation', sheetId));
  if (rules.length === 0) return sheet;
  const known = /<dataValidations count="(\d+)">/u.exec(sheet);
  if (!known) {
    // The order of elements is prescribed.
    const list = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
    return sheet.replace(
      /(?=<(?:hyperlinks|printOptions|pageMargins|drawing|legacyDrawing|tableParts)\b|<\/worksheet>)/u,
      list.replaceAll('$', '$$$$'),
    );
  }
  return sheet
    .replace(known[0], `<dataValidations count="${Number(known[1]) + rules.length}">`)
    .replace('</dataValidations>', () => `${rules.join('')}</dataValidations>`);
}

/** One element for all ranges that have the same rule. */
function elementsOf({ model: { getters } }: BaseWorkbook, kept: readonly Attachment[]): string[] {
  const cells = new Map<string, string[]>();
  for (const { sheetId, range, data } of kept) {
    if (!range) continue;
    const key = JSON.stringify(data);
    cells.set(key, [...(cells.get(key) ?? []), getters.getRangeString(range, sheetId)]);
  }
  return [...cells].map(([key, ranges]) => {
    const { attributes, formulas } = JSON.parse(key) as KeptValidation;
    const list = Object.entries({ ...attributes, sqref: ranges.join(' ') });
    const text = list.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
    const inside = formulas.map(
      (each, index) => `<formula${index + 1}>${escaped(each)}</formula${index + 1}>`,
    );
    return `<dataValidation${text}>${inside.join('')}</dataValidation>`;
  });
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
