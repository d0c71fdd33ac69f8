import * as v from 'valibot';
import { Failure } from '../failure';

const WEEK_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const whole = (least: number, most: number, message: string) =>
  v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));

const hour = whole(0, 23, 'Enter an hour from 0 to 23.');

export const planSchema = v.variant(
  'every',
  [
    v.object({ every: v.literal('day'), hour }),
    v.object({ every: v.literal('week'), day: whole(1, 7, 'Choose a day of the week.'), hour }),
    // Later days are not in every month.
    v.object({
      every: v.literal('month'),
      day: whole(1, 28, 'Enter a day of the month from 1 to 28.'),
      hour,
    }),
  ],
  'Choose daily, weekly or monthly.',
);

/** When a refresh runs by itself; days of the week count from Monday, 1. Google picks a minute within the hour. */
export type SchedulePlan = v.InferOutput<typeof planSchema>;

/**
 * Checks a plan as it was entered or stored.
 *
 * @throws Failure saying what to enter
 */
export function checkPlan(input: unknown): SchedulePlan {
  const result = v.safeParse(planSchema, input);
  if (result.success) return result.output;
  throw new Failure(result.issues[0].message);
}

/**
 * Reads a plan as typed into a prompt: `daily 6`, `weekly Monday 6` or `monthly 1 6`.
 *
 * @throws Failure saying what to type
 */
export function parsePlan(typed: string): SchedulePlan {
  const [every = '', ...rest] = typed
    .trim()
    .toLowerCase()
    .split(/[\s,:]+/);
  const last = Number(rest[rest.length - 1] ?? NaN);
  const first = rest[0] ?? '';
  if (every === 'daily' && rest.length === 1) return checkPlan({ every: 'day', hour: last });
  if (every === 'weekly' && rest.length === 2) {
    const day = WEEK_DAYS.findIndex((name) => first.length >= 2 && name.toLowerCase().startsWith(first)) + 1;
    return checkPlan({ every: 'week', day, hour: last });
  }
  if (every === 'monthly' && rest.length === 2)
    return checkPlan({ every: 'month', day: Number(first), hour: last });
  throw new Failure('Type one of: daily 6, weekly Monday 6, monthly 1 6, off. The last number is the hour.');
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Such as "every Monday between 06:00 and 07:00". */
export function describePlan(plan: SchedulePlan): string {
  const days = {
    day: () => 'every day',
    week: (day: number) => `every ${WEEK_DAYS[day - 1] ?? ''}`,
    month: (day: number) => `on day ${day} of every month`,
  };
  const when = plan.every === 'day' ? days.day() : days[plan.every](plan.day);
  return `${when} between ${twoDigits(plan.hour)}:00 and ${twoDigits((plan.hour + 1) % 24)}:00`;
}

const DAY = 24 * 3_600_000;
/** A month and a day: within them, every plan comes round. */
const LONGEST_WAIT = 32;

/** The first time of a plan after a given hour, or with `step` -1 the last one before it; both as `2026-11-23 06`. */
export function planTime(plan: SchedulePlan, from: string, step: 1 | -1): string {
  const start = Date.parse(`${from.slice(0, 10)}T00:00:00Z`);
  for (let days = 0; days <= LONGEST_WAIT; days++) {
    const date = new Date(start + step * days * DAY);
    const time = `${date.toISOString().slice(0, 10)} ${twoDigits(plan.hour)}`;
    const isDay =
      plan.every === 'day' ||
      plan.day === (plan.every === 'week' ? date.getUTCDay() || 7 : date.getUTCDate());
    if (isDay && (step === 1 ? time > from : time < from)) return time;
  }
  throw new Error(`never: ${JSON.stringify(plan)}`);
}
