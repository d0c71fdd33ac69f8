import { fromWallClock, zoneOffset } from './time-zone';

/** When a clock trigger fires. Hours, minutes and days are those of the zone. */
export type Schedule =
  | { readonly kind: 'once'; readonly time: number }
  | {
      readonly kind: 'calendar';
      /** Fires on each such day of the week (0 is Sunday) or of the month; on all days without either. */
      readonly weekDay?: number;
      readonly monthDay?: number;
      readonly hour: number;
      readonly minute: number;
      readonly zone: string;
      /** How many days pass at least between two times. */
      readonly atLeastDays: number;
    };

const day = 24 * 3_600_000;

/** The first time after `time` at which a trigger that has just been made fires. */
export function firstTime(schedule: Schedule, time: number): number {
  switch (schedule.kind) {
    case 'once':
      return schedule.time;
    case 'calendar':
      return calendarTime(schedule, time);
  }
}

/** The next time of a trigger that fires at `time`; undefined for one that never fires again. */
export function nextTime(schedule: Schedule, time: number): number | undefined {
  if (schedule.kind === 'once') return undefined;
  return calendarTime(schedule, time + (schedule.atLeastDays - 1) * day);
}

function calendarTime(schedule: Extract<Schedule, { kind: 'calendar' }>, after: number): number {
  const offset = zoneOffset(schedule.zone);
  const wall = new Date(after + offset(after));
  for (;;) {
    wall.setUTCHours(schedule.hour, schedule.minute, 0, 0);
    const time = fromWallClock(wall.getTime(), offset);
    const fits =
      (schedule.weekDay ?? wall.getUTCDay()) === wall.getUTCDay() &&
      (schedule.monthDay ?? wall.getUTCDate()) === wall.getUTCDate();
    if (fits && time > after) return time;
    wall.setUTCDate(wall.getUTCDate() + 1);
  }
}
