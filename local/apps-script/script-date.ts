import { fromWallClock, zoneOffset } from './time-zone';

const fields = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;

/** `2026-03-25` and `2026-03` mean midnight UTC; every other text without a zone means local time. */
const dayOnly = /^[+-]?\d{4,6}(-\d\d){0,2}$/;

/**
 * Gives the context that evaluates this the Date of a script: it reads the given clock and the given time zone, not
 * those of the machine. The zone of a Node process cannot differ by thread, so local time is computed here.
 */
export function installDate(now: () => number, zone: string): void {
  const Native = Date;
  const prototype = Native.prototype as unknown as Record<string, unknown>;
  const offset = zoneOffset(zone);
  /** A Date whose UTC fields are the local fields of the given one. */
  const wallClock = (date: Date): Date => {
    const time = date.getTime();
    return new Native(Number.isNaN(time) ? NaN : time + offset(time));
  };
  const fromWall = (wall: number): number => (Number.isNaN(wall) ? NaN : fromWallClock(wall, offset));
  const parse = (text: string): number => {
    const asUtc = dayOnly.test(text) ? NaN : Native.parse(`${text}Z`);
    return Number.isNaN(asUtc) ? Native.parse(text) : fromWall(asUtc);
  };
  const timeOf = (values: unknown[]): number => {
    if (values.length === 0) return now();
    if (values.length > 1) return fromWall(Native.UTC(...(values as [number, number])));
    const [value] = values;
    return typeof value === 'string' ? parse(value) : Number(value);
  };

  for (const field of [...fields, 'Day'] as const) {
    prototype[`get${field}`] = function (this: Date): number {
      return wallClock(this)[`getUTC${field}`]();
    };
  }
  for (const field of fields) {
    prototype[`set${field}`] = function (this: Date, ...values: [number]): number {
      const wall = wallClock(this);
      return this.setTime(fromWall(wall[`setUTC${field}`](...values)));
    };
  }
  Object.assign(prototype, textMethods(wallClock, zone), {
    getTimezoneOffset(this: Date): number {
      return Number.isNaN(this.getTime()) ? NaN : -offset(this.getTime()) / 60_000;
    },
  });

  const ScriptDate = function Date(this: unknown, ...values: unknown[]): unknown {
    if (!(this instanceof Native)) return new Native(now()).toString();
    return Reflect.construct(Native, [timeOf(values)], new.target);
  };
  Object.assign(ScriptDate, { prototype: Native.prototype, UTC: Native.UTC, now, parse });
  prototype.constructor = ScriptDate;
  Object.defineProperty(globalThis, 'Date', { value: ScriptDate, writable: true, configurable: true });
}

/** The methods of Date that write local time as text. */
function textMethods(wallClock: (date: Date) => Date, zone: string): Record<string, unknown> {
  const zoneName = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' });
  const dayText = (date: Date): string => {
    const [weekDay = '', day = '', month = '', year = ''] = wallClock(date)
      .toUTCString()
      .replace(',', '')
      .split(' ');
    return `${weekDay} ${month} ${day} ${year}`;
  };
  const timeText = (date: Date): string => {
    const minutes = -date.getTimezoneOffset();
    const hoursAndMinutes = Math.floor(Math.abs(minutes) / 60) * 100 + (Math.abs(minutes) % 60);
    const shift = `${minutes < 0 ? '-' : '+'}${String(hoursAndMinutes).padStart(4, '0')}`;
    const name = zoneName.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
    return `${wallClock(date).toISOString().slice(11, 19)} GMT${shift} (${name})`;
  };
  const orInvalid = (text: (date: Date) => string) =>
    function (this: Date): string {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : text(this);
    };
  const inZone = (native: (locales?: string, options?: Intl.DateTimeFormatOptions) => string) =>
    function (this: Date, locales?: string, options?: Intl.DateTimeFormatOptions): string {
      return native.call(this, locales, { timeZone: zone, ...options });
    };
  /* eslint-disable @typescript-eslint/unbound-method -- they are bound again at the call */
  const { toLocaleString, toLocaleDateString, toLocaleTimeString } = Date.prototype;
  /* eslint-enable @typescript-eslint/unbound-method */
  return {
    toDateString: orInvalid(dayText),
    toTimeString: orInvalid(timeText),
    toString: orInvalid((date) => `${dayText(date)} ${timeText(date)}`),
    toLocaleString: inZone(toLocaleString),
    toLocaleDateString: inZone(toLocaleDateString),
    toLocaleTimeString: inZone(toLocaleTimeString),
  };
}
