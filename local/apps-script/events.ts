import type { ServiceObject } from './service-object';
import { User } from './spreadsheet/user';
import type { InstalledTrigger } from './triggers';

/** What simple triggers are told besides the event itself; `user` is the person who set it off. */
export function simpleEvent(source: ServiceObject, user: string): Record<string, unknown> {
  return { authMode: 'LIMITED', source, user: new User(user) };
}

/** The same for a trigger that somebody installed. */
export function installedEvent(
  source: ServiceObject,
  user: string,
  trigger: InstalledTrigger,
): Record<string, unknown> {
  return { ...simpleEvent(source, user), authMode: 'FULL', triggerUid: trigger.id };
}

/** What a clock trigger is told; all in UTC, as Google does. */
export function clockEvent(time: number, trigger: InstalledTrigger): Record<string, unknown> {
  const date = new Date(time);
  const dayOfYear = Math.floor((time - Date.UTC(date.getUTCFullYear(), 0, 0)) / 86_400_000);
  return {
    authMode: 'FULL',
    triggerUid: trigger.id,
    timezone: 'UTC',
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    'day-of-month': date.getUTCDate(),
    'day-of-week': date.getUTCDay() || 7,
    'week-of-year': Math.ceil(dayOfYear / 7),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}
