import { types } from 'node:util';
import { DEFAULT_LOCALE, helpers, type EvaluatedCell, type Locale } from '@odoo/o-spreadsheet';
import { dateOfSerial, serialOfDate } from './dates';
import type { WorkbookCommand } from './commands';
import { formulaInGoogle, formulaInModel } from './formulas';
import type { CellStyle } from './google-formats';
import { LOCALES } from './locales';
import { AUTOMATIC, formatInModel, isAutomatic, isDatePattern, TEXT } from './number-formats';
import { readAsTyped, type Typed } from './typed';
import type { BaseWorkbook } from './base-workbook';
import { unkept } from './xlsx/kept-formulas';

/** A cell's place, counted from 0. */
export interface Position {
  readonly sheetId: string;
  readonly row: number;
  readonly col: number;
}

/** What a script reads from a cell. */
export type CellValue = string | number | boolean | Date;

/** Google's names for the library's errors, where they differ. */
const ERRORS: Readonly<Record<string, string>> = {
  '#REF': '#REF!',
  '#ERROR': '#VALUE!',
  '#BAD_EXPR': '#ERROR!',
  '#CYCLE': '#REF!',
  '#SPILL!': '#REF!',
};

/** What a formula, here or in a cell nearby, gives to the cell; undefined where it shows what it holds itself. */
function resultIn(workbook: BaseWorkbook, position: Position): EvaluatedCell | undefined {
  const { getters } = workbook.model;
  const cell = getters.getCell(position);
  const isLiteral = cell?.isFormula === false && cell.content !== '';
  // Asking makes the library evaluate, which takes long.
  if (isLiteral || !workbook.hasFormulas(position.sheetId)) return undefined;
  return getters.getEvaluatedCell(position);
}

export function readNumberFormat(workbook: BaseWorkbook, position: Position): string {
  return workbook.deviations.has('formats not read back') ? AUTOMATIC : numberFormatIn(workbook, position);
}

function numberFormatIn(workbook: BaseWorkbook, position: Position): string {
  return ownFormat(workbook, position) ?? resultIn(workbook, position)?.format ?? AUTOMATIC;
}

/** The number format that a cell has by itself, not from what its formula gives. */
function ownFormat({ model }: BaseWorkbook, position: Position): string | undefined {
  const cell = model.getters.getCell(position);
  const pattern = (cell?.style as CellStyle | undefined)?.numberFormat;
  // The one that was set, unless the library has changed the format since.
  return pattern !== undefined && formatInModel(pattern) === (cell?.format ?? '') ? pattern : cell?.format;
}

export function readValue(workbook: BaseWorkbook, position: Position): CellValue {
  const value = valueIn(workbook, position);
  if (typeof value !== 'number') return value ?? '';
  const isDate = isDatePattern(numberFormatIn(workbook, position));
  return isDate ? dateOfSerial(value, workbook.timeZone) : value;
}

function valueIn(workbook: BaseWorkbook, position: Position): EvaluatedCell['value'] {
  const result = resultIn(workbook, position);
  if (result) return typeof result.value === 'string' ? (ERRORS[result.value] ?? result.value) : result.value;
  // A text that looks like a link would be evaluated to the link's label.
  const cell = workbook.model.getters.getCell(position);
  return cell?.isFormula === false ? cell.parsedValue : null;
}

/** What the cell shows. */
export function readDisplayValue(workbook: BaseWorkbook, position: Position): string {
  const { getters } = workbook.model;
  const cell = getters.getCell(position);
  const literal = cell?.isFormula === false ? cell.parsedValue : null;
  if (typeof literal === 'string') return literal;
  const result = resultIn(workbook, position);
  if (result && typeof result.value === 'string') return ERRORS[result.value] ?? result.value;
  if (result) return result.formattedValue;
  const format = cell?.format;
  return literal === null
    ? ''
    : helpers.formatValue(literal, { ...(format !== undefined && { format }), locale: getters.getLocale() });
}

/** The formula with English names and the locale's separators, or '' for a cell without one. */
export function readFormula(workbook: BaseWorkbook, position: Position): string {
  const { getters } = workbook.model;
  const cell = getters.getCell(position);
  if (!cell?.isFormula) return '';
  const formula = cell.compiledFormula.toFormulaString(getters);
  const kept = unkept(formula);
  return formulaInGoogle(workbook, kept ? `=${kept.formula}` : formula);
}

/** Whether the cell has a value of its own; a formula that gives '' counts. */
export function hasContent(workbook: BaseWorkbook, position: Position): boolean {
  const cell = workbook.model.getters.getCell(position);
  return cell?.isFormula === true || valueIn(workbook, position) !== null;
}

/** The cells of a tab that may have content. */
export function positionsInUse(workbook: BaseWorkbook, sheetId: string): readonly Position[] {
  const { getters } = workbook.model;
  if (workbook.hasFormulas(sheetId)) return getters.getEvaluatedCellsPositions(sheetId);
  return getters.getCells(sheetId).map(({ id }) => getters.getCellPosition(id));
}

/**
 * What a value that a script hands over becomes in this cell. Texts are read as typed, unless the cell's number format
 * is `@`: then only a leading `=` still makes a formula. As in Google, `undefined` becomes that word, null a blank.
 */
export function typedFor(workbook: BaseWorkbook, position: Position, value: unknown, year: number): Typed {
  if (value === null) return { kind: 'blank' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'text', text: '#NUM!' };
  }
  if (types.isDate(value)) {
    const serial = serialOfDate(value, workbook.timeZone);
    const { datePattern, timePattern } = LOCALES[workbook.locale];
    const pattern = Number.isInteger(serial) ? datePattern : `${datePattern} ${timePattern}`;
    return { kind: 'number', value: serial, pattern };
  }
  if (typeof value !== 'string' && value !== undefined) {
    throw new Error(`not emulated: a cell value of type ${typeof value}`);
  }
  return typedText(workbook, position, value ?? 'undefined', year);
}

function typedText(workbook: BaseWorkbook, position: Position, text: string, year: number): Typed {
  const { deviations, locale } = workbook;
  if (deviations.has('periods become dates') && /^\d{4}\.\d\d-\d\d$/u.test(text)) {
    const typed = readAsTyped(text.replace('.', '-'), locale, year);
    if (typed.kind === 'number') return { ...typed, pattern: 'yyyy.MM-dd' };
  }
  if (deviations.has('apostrophes stay') && text.startsWith("'")) return { kind: 'text', text };
  const isText = ownFormat(workbook, position) === TEXT && !deviations.has('text format ignored');
  if (isText && (!text.startsWith('=') || deviations.has('equals stays text'))) {
    return text === '' ? { kind: 'blank' } : { kind: 'text', text };
  }
  return readAsTyped(text, locale, year);
}

/** The command that puts the value into the cell, with the number format that comes with it. */
export function writeCommand(workbook: BaseWorkbook, position: Position, typed: Typed): WorkbookCommand {
  const content = contentOf(workbook, typed);
  if (typed.kind === 'number') {
    const format = ownFormat(workbook, position) ?? AUTOMATIC;
    if (typed.pattern !== undefined && isAutomatic(format))
      return { ...numberFormatCommand(workbook, position, typed.pattern), content };
    if (workbook.deviations.has('date formats give way') && isDatePattern(format))
      return { ...numberFormatCommand(workbook, position, AUTOMATIC), content };
  }
  return { type: 'UPDATE_CELL', ...position, content };
}

/** The command that sets Google's number format of a cell. */
export function numberFormatCommand(
  { model: { getters } }: BaseWorkbook,
  position: Position,
  pattern: string,
): Extract<WorkbookCommand, { type: 'UPDATE_CELL' }> {
  const cell = getters.getCell(position);
  const style: CellStyle = { ...cell?.style };
  if (isAutomatic(pattern)) delete style.numberFormat;
  else style.numberFormat = pattern;
  const format = formatInModel(pattern);
  // A cell whose format is named is evaluated again.
  return { type: 'UPDATE_CELL', ...position, style, ...(format !== (cell?.format ?? '') && { format }) };
}

function contentOf(workbook: BaseWorkbook, typed: Typed): string {
  switch (typed.kind) {
    case 'blank':
      return '';
    case 'text':
      return contentOfText(typed.text, workbook.model.getters.getLocale());
    case 'boolean':
      return typed.value ? 'TRUE' : 'FALSE';
    case 'number':
      return String(typed.value);
    case 'formula':
      return formulaInModel(workbook, typed.formula);
  }
}

/** A text that the library would read as something else gets the library's text marker, an apostrophe. */
export function contentOfText(text: string, locale: Locale): string {
  const misread =
    /^['=]|^(?:true|false)$/iu.test(text) ||
    helpers.isNumber(text, DEFAULT_LOCALE) ||
    helpers.isDateTime(text, locale);
  return misread ? `'${text}` : text;
}
