/**
 * Ends a statistic at work from outside, between two batches of requests or before a write. It is no Failure: nothing that
 * takes failures as answers may take it for one.
 */
export class Interruption extends Error {}

/** Somebody has asked the refresh to stop. */
export class Cancelled extends Interruption {
  constructor() {
    super('The refresh was cancelled.');
  }
}

/** This execution has no time left; what is fetched is kept for the next one. */
export class OutOfTime extends Interruption {}

/** Milliseconds for the work of one execution; Google ends it, whatever it does, after six minutes. */
const BUDGET = 270_000;

let began: number | undefined;

/** Whether this execution, in which a preview may have run before the refresh, has used up its time. */
export const isOutOfTime = (): boolean => Date.now() - (began ??= Date.now()) > BUDGET;
