import type { DataValidationCriterion } from '@odoo/o-spreadsheet';
import { ServiceObject, type ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import type { Position } from '../workbook/cells';
import { formulaInGoogle, formulaInModel, isUnreadable } from '../workbook/formulas';
import { titleInModel, withTitlesOfGoogle } from '../workbook/titles';
import type { Workbook } from '../workbook/workbook';
import { positionsIn } from './grid';
import { Range, rangeByText } from './range';

/** Google's criteria and the library's. */
const TYPES = {
  CHECKBOX: 'isBoolean',
  CUSTOM_FORMULA: 'customFormula',
  NUMBER_BETWEEN: 'isBetween',
  NUMBER_GREATER_THAN: 'isGreaterThan',
  NUMBER_GREATER_THAN_OR_EQUAL_TO: 'isGreaterOrEqualTo',
  NUMBER_LESS_THAN: 'isLessThan',
  VALUE_IN_LIST: 'isValueInList',
  VALUE_IN_RANGE: 'isValueInRange',
} as const;
type Criteria = keyof typeof TYPES;

interface RuleData {
  readonly criteria?: Criteria;
  readonly values: readonly unknown[];
  readonly showDropdown: boolean;
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

/** Google's DataValidation. */
export class DataValidation extends ServiceObject {
  readonly #data: RuleData;

  constructor(data: RuleData) {
    super();
    this.#data = data;
  }

  getCriteriaType(): string {
    return this.#data.criteria ?? '';
  }

  /** Numbers, a formula, a range, or a list of words; the last two with whether they drop down. */
  getCriteriaValues(): unknown[] {
    const { criteria, values, showDropdown } = this.#data;
    if (criteria === 'VALUE_IN_LIST') return [[...values], showDropdown];
    return criteria === 'VALUE_IN_RANGE' ? [...values, showDropdown] : [...values];
  }

  getAllowInvalid(): boolean {
    return this.#data.allowInvalid;
  }

  getHelpText(): string | null {
    return this.#data.helpText;
  }
}

/** Google's DataValidationBuilder. */
export class DataValidationBuilder extends ServiceObject {
  #data: RuleData = { values: [], showDropdown: true, allowInvalid: true, helpText: null };

  /** Cells that are true or false. */
  requireCheckbox(): this {
    return this.#require('CHECKBOX', []);
  }

  requireFormulaSatisfied(formula: string): this {
    return this.#require('CUSTOM_FORMULA', [formula]);
  }

  requireNumberGreaterThan(number: number): this {
    return this.#require('NUMBER_GREATER_THAN', [number]);
  }

  requireValueInList(values: readonly unknown[], showDropdown = true): this {
    return this.#require('VALUE_IN_LIST', values.map(String), showDropdown);
  }

  requireValueInRange(range: Range, showDropdown = true): this {
    return this.#require('VALUE_IN_RANGE', [range], showDropdown);
  }

  /** @param allowInvalid whether other values get a warning only */
  setAllowInvalid(allowInvalid: boolean): this {
    this.#data = { ...this.#data, allowInvalid };
    return this;
  }

  setHelpText(helpText: string): this {
    this.#data = { ...this.#data, helpText };
    return this;
  }

  build(): DataValidation {
    if (this.#data.criteria === undefined) throw new Error('No data validation criteria were set.');
    return new DataValidation(this.#data);
  }

  #require(criteria: Criteria, values: readonly unknown[], showDropdown = true): this {
    this.#data = { ...this.#data, criteria, values, showDropdown };
    return this;
  }
}

/** The library keeps unknown members of a criterion: the help text rides along. */
type KeptCriterion = DataValidationCriterion & { helpText?: string };

/** The rule of a cell, or null. */
export function validationAt(context: ExecutionContext, position: Position): DataValidation | null {
  const rule = context.workbook.model.getters.getValidationRuleForCell(position);
  if (!rule) return null;
  const { type, values, helpText }: KeptCriterion = rule.criterion;
  const criteria = (Object.keys(TYPES) as Criteria[]).find((each) => TYPES[each] === type);
  if (!criteria) throw new Error(`not emulated: data validation ${type}`);
  const showDropdown = !('displayStyle' in rule.criterion) || rule.criterion.displayStyle !== 'plainText';
  const read = (value: string): unknown => {
    if (criteria === 'VALUE_IN_LIST') return value;
    if (criteria === 'VALUE_IN_RANGE')
      return rangeByText(context, position.sheetId, withTitlesOfGoogle(value));
    return criteria === 'CUSTOM_FORMULA' ? formulaInGoogle(context.workbook, value) : Number(value);
  };
  return new DataValidation({
    criteria,
    values: values.map(read),
    showDropdown,
    allowInvalid: rule.isBlocking !== true,
    helpText: helpText ?? null,
  });
}

/** Sets the rule of cells; null takes rules away. Their contents stay. */
export function setValidation(
  { workbook }: ExecutionContext,
  sheetId: string,
  zone: Zone,
  rule: DataValidation | null,
): void {
  const { getters } = workbook.model;
  const ranges = [getters.getRangeDataFromZone(sheetId, zone)];
  const id = workbook.model.uuidGenerator.smallUuid();
  if (!rule) {
    // A new rule takes the cells away from the old ones; without it they have none.
    const criterion: DataValidationCriterion = { type: 'isEmail', values: [] };
    const added = { type: 'ADD_DATA_VALIDATION_RULE' as const, sheetId, ranges, rule: { id, criterion } };
    workbook.run([added, { type: 'REMOVE_DATA_VALIDATION_RULE', sheetId, id }]);
    return;
  }
  // The library writes FALSE over what is no boolean in a new checkbox; Google leaves it.
  const written = positionsIn(sheetId, zone)
    .flat()
    .flatMap((position) => {
      const cell = getters.getCell(position);
      const content = cell?.isFormula ? cell.compiledFormula.toFormulaString(getters) : cell?.content;
      return content ? [{ type: 'UPDATE_CELL' as const, ...position, content }] : [];
    });
  const isBlocking = !rule.getAllowInvalid();
  const added = { id, criterion: criterionOf(workbook, rule), isBlocking };
  if (added.criterion.values.some(isUnreadable) && workbook.deviations.has('unreadable validations refused'))
    throw new Error('Invalid argument: formula');
  const command = { type: 'ADD_DATA_VALIDATION_RULE' as const, sheetId, ranges, rule: added };
  // The library refuses a formula that nobody can read; Google's way is not known: here it allows nothing.
  if (!workbook.model.dispatch(command.type, command).isSuccessful) workbook.run([command]);
  workbook.run(written);
}

function criterionOf(workbook: Workbook, rule: DataValidation): DataValidationCriterion {
  const criteria = rule.getCriteriaType() as Criteria;
  const [values, showDropdown] =
    criteria === 'VALUE_IN_LIST' || criteria === 'VALUE_IN_RANGE'
      ? [[rule.getCriteriaValues()[0]].flat(), rule.getCriteriaValues()[1] === true]
      : [rule.getCriteriaValues(), undefined];
  const helpText = rule.getHelpText();
  return {
    type: TYPES[criteria],
    values: values.map((value) => textOf(workbook, value)),
    ...(showDropdown !== undefined && { displayStyle: showDropdown ? 'arrow' : 'plainText' }),
    ...(helpText !== null && { helpText }),
  } as DataValidationCriterion;
}

function textOf(workbook: Workbook, value: unknown): string {
  if (typeof value === 'string' && value.startsWith('=')) return formulaInModel(workbook, value);
  if (!(value instanceof Range)) return String(value);
  const range = value;
  return `'${titleInModel(range.getSheet().getName())}'!${range.getA1Notation()}`;
}
