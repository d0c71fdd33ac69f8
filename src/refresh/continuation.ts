import { bestEffort } from '../google/best-effort';
import { retryAfter } from '../google/spreadsheet';

type Trigger = GoogleAppsScript.Script.Trigger;

/** What Apps Script calls when the trigger fires. */
const HANDLER = 'continueRefresh';

/** Milliseconds: when Google has ended the execution at work and its lease has expired; and as soon as Google does it. */
export const WHEN_KILLED = 480_000;
export const SOON = 60_000;

/**
 * Lets the refresh go on by itself. Triggers of before, which are spent but count for Google, are deleted.
 *
 * @returns whether that could be arranged; where it could not, the next refresh goes on with it
 */
export function armContinuation(milliseconds: number): boolean {
  return (
    bestEffort(() => {
      const old = ownTriggers();
      const isOld = (trigger: Trigger): boolean =>
        old.some((each) => each.getUniqueId() === trigger.getUniqueId());
      retryAfter(
        () => ScriptApp.newTrigger(HANDLER).timeBased().after(milliseconds).create(),
        () => remove(ownTriggers().filter((trigger) => !isOld(trigger))),
      );
      remove(old);
      return true;
    }) ?? false
  );
}

export function disarmContinuation(): void {
  bestEffort(() => remove(ownTriggers()));
}

/** Deletes one trigger of one's own. */
export function forgetTrigger(triggerUid: string | undefined): void {
  bestEffort(() => remove(ownTriggers().filter((trigger) => trigger.getUniqueId() === triggerUid)));
}

const ownTriggers = (): Trigger[] =>
  ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === HANDLER);

/** One that stays is deleted by the next refresh. */
const remove = (triggers: readonly Trigger[]): void =>
  triggers.forEach((trigger) => bestEffort(() => ScriptApp.deleteTrigger(trigger)));
