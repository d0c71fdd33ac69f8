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

/** Others have not had their turn yet; what is fetched is kept for the next turn. */
export class TurnIsOver extends Interruption {}

/** Milliseconds for the work of one execution; Google ends it, whatever it does, after six minutes. */
const BUDGET = 270_000;

/** Milliseconds for one statistic, as long as others wait: one slow portal shall not cost the figures of the other. */
const TURN = 90_000;

let began: number | undefined;

/** Milliseconds that this execution, in which a preview may have run before the refresh, has left. */
export const timeLeft = (): number => (began ??= Date.now()) + BUDGET - Date.now();

/** Whether a statistic that began then has had as much time as it may take while others wait. */
export const hasHadItsTurn = (start: number): boolean => Date.now() - start > TURN;
