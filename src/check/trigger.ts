import * as v from 'valibot';
import { bestEffort } from '../google/best-effort';
import { remembered, userProperties } from '../google/property';
import { whoRuns } from '../google/user';
import type { Observations } from './points';

/** What Apps Script calls when the trigger fires. */
const HANDLER = 'checkFromTrigger';
/** Of the properties that hold what is waited for, and who waits. */
const NAME = 'check';
/** Milliseconds after which it shall fire, and how much later still counts as in time: Google promises no more. */
const AFTER = 60_000;
const IN_TIME = 180_000;
/** Milliseconds after which it is not waited for any more. */
const NEVER = 30 * 60_000;
/** Milliseconds after which Google ends a script. */
const EXECUTION = 360_000;
/** Reserved for documentation (RFC 5737): nobody answers there. */
const SILENT = 'http://192.0.2.1/';
/** Seconds that a silent address may take, and milliseconds after which that was not heeded. */
const ALLOWED = 5;
const ENDS = 20_000;

const waiting = v.object({
  /** When the trigger was set, in milliseconds since 1970. */
  armed: v.number(),
  /** What whoever set it has in the properties of their own; no address. */
  token: v.string(),
  /** When a silent address was asked, as long as nothing is known of it. */
  asking: v.optional(v.number()),
});

type Waiting = v.InferOutput<typeof waiting>;

/** What is waited for. */
const stored = remembered(NAME, waiting);

function forget(): void {
  stored.clear();
  for (const trigger of ScriptApp.getProjectTriggers()) {
    if (trigger.getHandlerFunction() === HANDLER) ScriptApp.deleteTrigger(trigger);
  }
}

/** Sets a trigger that fires once, in a minute; what it sees is told later. @returns whether it could be set */
export function armCheck(spreadsheetId: string, now = Date.now()): boolean {
  return (
    bestEffort(() => {
      forget();
      const token = Utilities.getUuid();
      userProperties().setProperty(NAME, token);
      stored.save(spreadsheetId, { armed: now, token });
      ScriptApp.newTrigger(HANDLER).timeBased().after(AFTER).create();
      return true;
    }) ?? false
  );
}

/** What a trigger of before has not told, though it should have: it was never heard of again. */
export function overdueCheck(spreadsheetId: string, now = Date.now()): Observations {
  const found = stored.load(spreadsheetId);
  if (!found) return {};
  const { armed, asking } = found;
  if (asking === undefined) return now - armed > NEVER ? { triggerTime: { seen: 'never' } } : {};
  return now - asking > EXECUTION
    ? { timeout: { seen: 'the script was ended before there was an answer' } }
    : {};
}

/**
 * What the trigger sees when it fires: when that was, as whom it runs, and how long a silent address takes.
 *
 * @returns undefined when nobody waits for it
 */
export function observeFromTrigger(spreadsheetId: string, now = Date.now()): Observations | undefined {
  const found = stored.load(spreadsheetId);
  if (!found) return undefined;
  const late = now - found.armed - AFTER;
  // Should it never come back, Google ends the script, and the next check tells of it.
  stored.save(spreadsheetId, { ...found, asking: now });
  const observations: Observations = {
    triggerTime: { seen: late <= IN_TIME ? 'in time' : `${Math.round(late / 60_000)} minutes late` },
    triggerUser: { seen: userSeen(found) },
    timeout: { seen: askSilentAddress() },
  };
  forget();
  userProperties().deleteProperty(NAME);
  return observations;
}

function userSeen({ token }: Waiting): string {
  if (whoRuns() === '') return 'nobody is told as whom';
  const isSame = userProperties().getProperty(NAME) === token;
  return isSame ? 'as the same person' : 'as another person';
}

function askSilentAddress(): string {
  const start = Date.now();
  // An option of Google's that the types do not know.
  const options = { muteHttpExceptions: true, timeoutSeconds: ALLOWED };
  bestEffort(() => UrlFetchApp.fetch(SILENT, options));
  const took = Date.now() - start;
  return took <= ENDS ? 'ends' : `takes ${Math.round(took / 1000)} seconds`;
}
