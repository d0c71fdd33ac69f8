import { ServiceObject, type ExecutionContext } from '../service-object';
import { ConditionalFormatRuleBuilder } from './conditional-format';
import { DataValidationBuilder } from './data-validation';
import { Spreadsheet } from './spreadsheet';

const names = (...members: string[]): Record<string, string> =>
  Object.fromEntries(members.map((member) => [member, member]));

/** Google's SpreadsheetApp over the workbook of the execution. */
export class SpreadsheetApp extends ServiceObject {
  static override readonly enumerations = {
    ProtectionType: names('RANGE', 'SHEET'),
    WrapStrategy: names('CLIP', 'OVERFLOW', 'WRAP'),
    BooleanCriteria: names(
      'CELL_EMPTY',
      'CELL_NOT_EMPTY',
      'CUSTOM_FORMULA',
      'NUMBER_BETWEEN',
      'NUMBER_EQUAL_TO',
      'NUMBER_GREATER_THAN',
      'NUMBER_GREATER_THAN_OR_EQUAL_TO',
      'NUMBER_LESS_THAN',
      'NUMBER_LESS_THAN_OR_EQUAL_TO',
      'TEXT_CONTAINS',
      'TEXT_DOES_NOT_CONTAIN',
      'TEXT_ENDS_WITH',
      'TEXT_EQUAL_TO',
      'TEXT_STARTS_WITH',
    ),
    DataValidationCriteria: names(
      'CHECKBOX',
      'CUSTOM_FORMULA',
      'NUMBER_BETWEEN',
      'NUMBER_GREATER_THAN',
      'NUMBER_GREATER_THAN_OR_EQUAL_TO',
      'NUMBER_LESS_THAN',
      'VALUE_IN_LIST',
      'VALUE_IN_RANGE',
    ),
  };

  readonly #context: ExecutionContext;

  constructor(context: ExecutionContext) {
    super();
    this.#context = context;
  }

  getActive(): Spreadsheet {
    return new Spreadsheet(this.#context);
  }

  getActiveSpreadsheet(): Spreadsheet {
    return this.getActive();
  }

  /** @throws Google's error where there is no user interface */
  getUi(): ServiceObject {
    return this.#context.ui();
  }

  /** Everything is written at once here; nothing waits for it. */
  flush(): void {
    return undefined;
  }

  newConditionalFormatRule(): ConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder();
  }

  newDataValidation(): DataValidationBuilder {
    return new DataValidationBuilder();
  }
}
