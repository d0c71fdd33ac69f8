import * as v from 'valibot';
import { Failure } from '../failure';
import { describePlan, planSchema, type SchedulePlan } from './schedule-plan';
import { bestEffort } from '../google/best-effort';
import { idOf, type Spreadsheet, timeZoneOf } from '../google/spreadsheet';
import { remembered } from '../google/property';
import { MINUTE, momentOf, timeIn } from '../google/now';
import { whoRuns } from '../google/user';

type Trigger = GoogleAppsScript.Script.Trigger;

const stored = v.object({
  owner: v.string(),
  /** The spreadsheet's when it was set: Google starts the trigger by that zone, whatever users choose later. */
  zone: v.optional(v.string()),
  /** When it was set and when it last ran, in its zone, `2026-11-23 06:20`; '' for never. */
  since: v.string(),
  lastRun: v.string(),
  plan: planSchema,
  /** Ids of the owner's triggers, one that refreshes by the clock and one that waits for a tick in the dashboard. */
  triggers: v.array(v.string()),
});

/** The one schedule that a spreadsheet can have. */
export type Schedule = Readonly<v.InferOutput<typeof stored>> & { readonly zone: string };

const property = remembered('schedule', stored);

/** What Apps Script calls when the triggers fire. */
const CLOCK_HANDLER = 'scheduledRefresh';
const EDIT_HANDLER = 'tickRefresh';

/**
 * The schedule; undefined when there is none. Triggers are seen by nobody but their owner, so this is told by a property.
 * Whoever sets a damaged one again makes it whole.
 */
export function loadSchedule(spreadsheet: Spreadsheet): Schedule | undefined {
  const schedule = property.load(() => idOf(spreadsheet));
  return schedule && { ...schedule, zone: schedule.zone ?? timeZoneOf(spreadsheet) };
}

/**
 * Lets the script refresh by itself, as whoever runs this.
 *
 * @param takeOver whether another person's schedule is replaced
 * @throws Failure when another person runs it already, or Google allows no more triggers
 */
export function setSchedule(spreadsheet: Spreadsheet, plan: SchedulePlan, takeOver: boolean): void {
  const owner = whoRuns();
  const zone = timeZoneOf(spreadsheet);
  const old = loadSchedule(spreadsheet);
  if (old && old.owner !== owner && !takeOver) {
    throw new Failure(`${old.owner} already runs it ${describePlan(old.plan)}. You can take it over.`);
  }
  const triggers: Trigger[] = [];
  try {
    triggers.push(clockTrigger(plan, zone));
    triggers.push(ScriptApp.newTrigger(EDIT_HANDLER).forSpreadsheet(spreadsheet).onEdit().create());
  } catch (error) {
    triggers.forEach((trigger) => bestEffort(() => ScriptApp.deleteTrigger(trigger)));
    throw explained(error);
  }
  const ids = triggers.map((trigger) => trigger.getUniqueId());
  const lastRun = old && old.lastRun !== '' ? timeIn(zone, MINUTE, momentOf(old.lastRun, old.zone)) : '';
  const since = timeIn(zone, MINUTE);
  property.save(idOf(spreadsheet), { owner, zone, since, lastRun, plan, triggers: ids });
  deleteOwnTriggers((trigger) => !ids.includes(trigger.getUniqueId()));
}

function clockTrigger(plan: SchedulePlan, zone: string): Trigger {
  const { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } = ScriptApp.WeekDay;
  const weekDays = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY];
  const clock = ScriptApp.newTrigger(CLOCK_HANDLER).timeBased();
  const days = {
    day: () => clock.everyDays(1),
    week: (day: number) => clock.onWeekDay(weekDays[day - 1] ?? MONDAY),
    month: (day: number) => clock.onMonthDay(day),
  };
  const onDays = plan.every === 'day' ? days.day() : days[plan.every](plan.day);
  return onDays.atHour(plan.hour).inTimezone(zone).create();
}

/**
 * Ends the schedule, whoever has set it: triggers that only another person could delete do nothing any more, and
 * delete themselves when they fire.
 */
export function removeSchedule(): void {
  property.clear();
  deleteOwnTriggers(() => true);
}

function deleteOwnTriggers(isOld: (trigger: Trigger) => boolean): void {
  ScriptApp.getProjectTriggers()
    .filter((trigger) => [CLOCK_HANDLER, EDIT_HANDLER].includes(trigger.getHandlerFunction()))
    .filter(isOld)
    .forEach((trigger) => ScriptApp.deleteTrigger(trigger));
}

/**
 * Whether a trigger that fires belongs to the schedule. One that does not (somebody else has taken over, or the schedule
 * is gone) deletes itself, because nobody but its owner could.
 *
 * @param triggerUid the event's; undefined when a person runs the function by hand
 */
export function isScheduled(spreadsheet: Spreadsheet, triggerUid: string | undefined): boolean {
  if (triggerUid === undefined) return true;
  if (loadSchedule(spreadsheet)?.triggers.includes(triggerUid)) return true;
  deleteOwnTriggers((trigger) => trigger.getUniqueId() === triggerUid);
  return false;
}

/** Notes that the schedule has run. */
export function noteScheduledRun(spreadsheet: Spreadsheet): void {
  const schedule = loadSchedule(spreadsheet);
  if (schedule) property.save(idOf(spreadsheet), { ...schedule, lastRun: timeIn(schedule.zone, MINUTE) });
}

function explained(error: unknown): unknown {
  if (!/too many triggers/i.test(error instanceof Error ? error.message : '')) return error;
  return new Failure(
    'Google allows you no more triggers for this script. Delete some under Extensions > Apps Script > Triggers.',
  );
}
