/** One call of a service by a script. */
export interface Call {
  /** 1 for the first call of the execution. */
  readonly number: number;
  /** Class and method, such as `Range.setValues`. */
  readonly name: string;
  /** The global service that the called object comes from, such as `SpreadsheetApp`. */
  readonly service: string;
  readonly args: readonly unknown[];
}

/**
 * Stands around each service call of an execution. It may wait before going on (to pause the execution or to let
 * another one go first), move a steered clock (the time a call takes), throw before or after `proceed` (the script
 * sees the Error; the call took effect or not), or throw ExecutionDied (the script sees nothing any more).
 * @returns what the script gets: normally what `proceed` gave
 */
export type AroundCall = (call: Call, proceed: () => Promise<unknown>) => Promise<unknown>;
