import { zoneOffset, type ZoneOffset } from '../time-zone';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekDays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** What the fields of a pattern are taken from; `wall` shows local time in its UTC fields. */
interface Moment {
  readonly wall: Date;
  readonly offsetMinutes: number;
  readonly zone: string;
}

type Field = (moment: Moment, width: number) => string;

const number =
  (value: (wall: Date) => number): Field =>
  ({ wall }, width) =>
    String(value(wall)).padStart(width, '0');
const name =
  (names: string[], value: (wall: Date) => number): Field =>
  ({ wall }, width) => {
    const text = names[value(wall)] ?? '';
    return width < 4 ? text.slice(0, 3) : text;
  };
const monthNumber = number((wall) => wall.getUTCMonth() + 1);
const monthName = name(months, (wall) => wall.getUTCMonth());
const yearNumber = number((wall) => wall.getUTCFullYear());

/** The letters of Java's SimpleDateFormat, in English as Google writes them. Weeks of the year are not emulated. */
const fields: Readonly<Record<string, Field>> = {
  G: () => 'AD',
  y: (moment, width) => (width === 2 ? yearNumber(moment, 1).slice(-2) : yearNumber(moment, width)),
  M: (moment, width) => (width < 3 ? monthNumber : monthName)(moment, width),
  L: (moment, width) => (width < 3 ? monthNumber : monthName)(moment, width),
  d: number((wall) => wall.getUTCDate()),
  D: number((wall) => Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 0)) / 86_400_000)),
  E: name(weekDays, (wall) => wall.getUTCDay()),
  u: number((wall) => wall.getUTCDay() || 7),
  a: ({ wall }) => (wall.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: number((wall) => wall.getUTCHours()),
  k: number((wall) => wall.getUTCHours() || 24),
  K: number((wall) => wall.getUTCHours() % 12),
  h: number((wall) => wall.getUTCHours() % 12 || 12),
  m: number((wall) => wall.getUTCMinutes()),
  s: number((wall) => wall.getUTCSeconds()),
  S: number((wall) => wall.getUTCMilliseconds()),
  z: (moment, width) => zoneName(moment, width < 4 ? 'short' : 'long'),
  Z: ({ offsetMinutes }) => offsetText(offsetMinutes, ''),
  X: ({ offsetMinutes }, width) => {
    if (offsetMinutes === 0) return 'Z';
    const text = offsetText(offsetMinutes, width === 3 ? ':' : '');
    return width === 1 ? text.slice(0, 3) : text;
  },
};

/** `+0130`, with something between hours and minutes. */
function offsetText(minutes: number, between: string): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}${between}${two(size % 60)}`;
}

function zoneName({ wall, offsetMinutes, zone }: Moment, timeZoneName: 'short' | 'long'): string {
  if (!isNamedZone(zone)) return offsetMinutes === 0 ? 'GMT' : `GMT${offsetText(offsetMinutes, ':')}`;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName });
  const parts = format.formatToParts(wall.getTime() - offsetMinutes * 60_000);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

function isNamedZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** As Java reads a zone: a name, `GMT+2` or `GMT-03:30`; what it does not know is GMT. */
function offsetOf(zone: string): ZoneOffset {
  if (isNamedZone(zone)) return zoneOffset(zone);
  const [, sign, hours, minutes = 0] = /^GMT([+-])(\d{1,2})(?::?(\d\d))?$/.exec(zone) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes)) * 60_000;
  return () => (sign === '-' ? -size : size);
}

/**
 * Writes a date by a pattern of Java's SimpleDateFormat, such as `yyyy-MM-dd'T'HH:mm:ss`.
 * @throws Error for a letter that means nothing
 */
export function formatJavaDate(date: Date, zone: string, pattern: string): string {
  const offset = offsetOf(zone)(date.getTime());
  const moment = { wall: new Date(date.getTime() + offset), offsetMinutes: offset / 60_000, zone };
  return pattern.replace(
    /'((?:[^']|'')*)'|([A-Za-z])\2*/g,
    (run, quoted: string | undefined, letter: string) => {
      if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
      const field = fields[letter];
      if (field === undefined) throw new Error(`Illegal pattern character '${letter}'`);
      return field(moment, run.length);
    },
  );
}
