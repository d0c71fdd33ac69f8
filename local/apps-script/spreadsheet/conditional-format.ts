import type { ConditionalFormattingOperatorValues, Style } from '@odoo/o-spreadsheet';
import { ServiceObject, type ExecutionContext } from '../service-object';
import { formulaInGoogle, formulaInModel, isUnreadable } from '../workbook/formulas';
import { zoneOfA1 } from './grid';
import { Range } from './range';

/** Google's criteria and the library's operators. */
const OPERATORS: Readonly<Record<string, ConditionalFormattingOperatorValues>> = {
  CELL_EMPTY: 'isEmpty',
  CELL_NOT_EMPTY: 'isNotEmpty',
  CUSTOM_FORMULA: 'customFormula',
  NUMBER_BETWEEN: 'isBetween',
  NUMBER_EQUAL_TO: 'isEqual',
  NUMBER_GREATER_THAN: 'isGreaterThan',
  NUMBER_GREATER_THAN_OR_EQUAL_TO: 'isGreaterOrEqualTo',
  NUMBER_LESS_THAN: 'isLessThan',
  NUMBER_LESS_THAN_OR_EQUAL_TO: 'isLessOrEqualTo',
  TEXT_CONTAINS: 'containsText',
  TEXT_DOES_NOT_CONTAIN: 'notContainsText',
  TEXT_ENDS_WITH: 'endsWithText',
  TEXT_STARTS_WITH: 'beginsWithText',
};

interface RuleData {
  readonly criteria?: string;
  readonly values: readonly (string | number)[];
  readonly style: Style;
  readonly ranges: readonly Range[];
}

/** Google's BooleanCondition. */
export class BooleanCondition extends ServiceObject {
  readonly #data: RuleData;

  constructor(data: RuleData) {
    super();
    this.#data = data;
  }

  getCriteriaType(): string {
    return this.#data.criteria ?? '';
  }

  getCriteriaValues(): (string | number)[] {
    return [...this.#data.values];
  }

  getBackground(): string | null {
    return this.#data.style.fillColor ?? null;
  }

  getFontColor(): string | null {
    return this.#data.style.textColor ?? null;
  }

  getBold(): boolean | null {
    return this.#data.style.bold ?? null;
  }

  getItalic(): boolean | null {
    return this.#data.style.italic ?? null;
  }
}

/** Google's ConditionalFormatRule; colour scales are not emulated. */
export class ConditionalFormatRule extends ServiceObject {
  readonly #data: RuleData;

  constructor(data: RuleData) {
    super();
    this.#data = data;
  }

  getRanges(): Range[] {
    return [...this.#data.ranges];
  }

  getBooleanCondition(): BooleanCondition {
    return new BooleanCondition(this.#data);
  }
}

/** Google's ConditionalFormatRuleBuilder; colour scales are not emulated. */
export class ConditionalFormatRuleBuilder extends ServiceObject {
  #data: RuleData = { values: [], style: {}, ranges: [] };

  whenCellEmpty(): this {
    return this.#when('CELL_EMPTY');
  }

  whenCellNotEmpty(): this {
    return this.#when('CELL_NOT_EMPTY');
  }

  whenFormulaSatisfied(formula: string): this {
    return this.#when('CUSTOM_FORMULA', formula);
  }

  whenNumberEqualTo(number: number): this {
    return this.#when('NUMBER_EQUAL_TO', number);
  }

  whenNumberLessThan(number: number): this {
    return this.#when('NUMBER_LESS_THAN', number);
  }

  whenTextEqualTo(text: string): this {
    return this.#when('TEXT_EQUAL_TO', text);
  }

  setBackground(color: string): this {
    return this.#style({ fillColor: color.toLowerCase() });
  }

  setFontColor(color: string): this {
    return this.#style({ textColor: color.toLowerCase() });
  }

  setBold(bold: boolean): this {
    return this.#style({ bold });
  }

  setItalic(italic: boolean): this {
    return this.#style({ italic });
  }

  setRanges(ranges: readonly Range[]): this {
    this.#data = { ...this.#data, ranges };
    return this;
  }

  build(): ConditionalFormatRule {
    if (this.#data.criteria === undefined) throw new Error('No conditional format rule condition was set.');
    if (this.#data.ranges.length === 0)
      throw new Error('No ranges were set for the conditional format rule.');
    return new ConditionalFormatRule(this.#data);
  }

  #when(criteria: string, ...values: (string | number)[]): this {
    this.#data = { ...this.#data, criteria, values };
    return this;
  }

  #style(style: Style): this {
    this.#data = { ...this.#data, style: { ...this.#data.style, ...style } };
    return this;
  }
}

/** The rules of a tab, the first the strongest. */
export function conditionalFormatsOf(context: ExecutionContext, sheetId: string): ConditionalFormatRule[] {
  const { workbook } = context;
  if (workbook.deviations.has('conditional formats lost')) return [];
  return workbook.model.getters.getConditionalFormats(sheetId).flatMap(({ rule, ranges }) => {
    if (rule.type !== 'CellIsRule') return [];
    const zones = ranges.map((xc) => zoneOfA1(workbook, sheetId, xc)).filter((zone) => zone !== undefined);
    const values = rule.values.map((value) =>
      value.startsWith('=')
        ? formulaInGoogle(workbook, value)
        : Number.isNaN(Number(value))
          ? value
          : Number(value),
    );
    const data = {
      criteria: criteriaOf(rule.operator, values),
      values,
      style: rule.style,
      ranges: zones.map((zone) => new Range(context, sheetId, zone)),
    };
    return [new ConditionalFormatRule(data)];
  });
}

function criteriaOf(
  operator: ConditionalFormattingOperatorValues,
  [value]: readonly (string | number)[],
): string {
  if (operator === 'isEqual' && typeof value === 'string') return 'TEXT_EQUAL_TO';
  const [criteria] = Object.entries(OPERATORS).find(([, each]) => each === operator) ?? [operator];
  return criteria;
}

/** Replaces the rules of a tab. */
export function setConditionalFormats(
  { workbook }: ExecutionContext,
  sheetId: string,
  rules: readonly ConditionalFormatRule[],
): void {
  const { getters } = workbook.model;
  const old = getters.getConditionalFormats(sheetId);
  const taken = new Set(old.map(({ id }) => id));
  const added = rules.map((rule, index) => {
    const condition = rule.getBooleanCondition();
    const style = styleOf(condition);
    const criteria = condition.getCriteriaType();
    const operator = OPERATORS[criteria] ?? 'isEqual';
    const values = condition
      .getCriteriaValues()
      .map(String)
      .map((value) => (value.startsWith('=') ? formulaInModel(workbook, value) : value));
    if (values.some(isUnreadable) && workbook.deviations.has('unreadable formats refused'))
      throw new Error('Invalid argument: formula');
    const ranges = rule
      .getRanges()
      .map((range) => getters.getRangeDataFromXc(sheetId, range.getA1Notation()));
    let id = String(index);
    while (taken.has(id)) id = `${id}'`;
    const cf = { id, rule: { type: 'CellIsRule' as const, operator, values, style } };
    return { type: 'ADD_CONDITIONAL_FORMAT' as const, sheetId, cf, ranges };
  });
  const removed = old.map(({ id }) => ({ type: 'REMOVE_CONDITIONAL_FORMAT' as const, sheetId, id }));
  workbook.run([...removed, ...added]);
}

function styleOf(condition: BooleanCondition): Style {
  const [fillColor, textColor] = [condition.getBackground(), condition.getFontColor()];
  const [bold, italic] = [condition.getBold(), condition.getItalic()];
  return {
    ...(fillColor !== null && { fillColor }),
    ...(textColor !== null && { textColor }),
    ...(bold !== null && { bold }),
    ...(italic !== null && { italic }),
  };
}
