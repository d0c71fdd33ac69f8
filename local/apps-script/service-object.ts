import type { Clock } from './clock';
import type { Workbook } from './workbook/workbook';

/** How an execution was started; decides what it may do and how long it may take. */
export type Origin =
  'menu' | 'panel' | 'clock trigger' | 'edit trigger' | 'simple trigger' | 'custom function';

/** What the services of one execution share. Handed to every service object at construction. */
export interface ExecutionContext {
  readonly origin: Origin;
  /** Address of the person whose rights the execution has (for triggers: who made the trigger). */
  readonly user: string;
  readonly workbook: Workbook;
  readonly clock: Clock;
  /** The Ui object of this execution; throws Google's error where there is no user interface. */
  ui(): ServiceObject;
  /** Shows a short message in the corner of the spreadsheet. */
  toast(message: string, title: string): void;
}

/**
 * Anything a script can hold: a service such as SpreadsheetApp, or what a service hands out, such as a Range.
 *
 * The class is named as in Google's reference. Its public methods are what a script may call; whatever else it needs
 * is a #private member, because a script sees every ordinary one. Methods take and return plain values, Dates and
 * other service objects (or promises of them), and throw Error with Google's words. A script that asks for
 * a member that is not there gets `not emulated: Range.foo`.
 */
export abstract class ServiceObject {
  /** Enumerations a script reads from this object, such as `BorderStyle: { SOLID: 'SOLID' }`. */
  static readonly enumerations: Record<string, Record<string, string>> = {};

  /** As Google's objects print themselves. */
  toString(): string {
    return this.constructor.name;
  }
}
