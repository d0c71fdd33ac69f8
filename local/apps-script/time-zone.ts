/** Milliseconds to add to UTC for the wall clock of a time zone, at a moment in milliseconds since 1970 UTC. */
export type ZoneOffset = (utc: number) => number;

/** Zones change their offset only at quarters of an hour: one answer serves a whole quarter. */
const quarterHour = 15 * 60_000;

/**
 * The offsets of a time zone.
 * @param zone an IANA name such as `Europe/Amsterdam`
 * @throws RangeError when there is no such zone
 */
export function zoneOffset(zone: string): ZoneOffset {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utc) => {
    const quarter = Math.floor(utc / quarterHour) * quarterHour;
    const cached = known.get(quarter);
    if (cached !== undefined) return cached;
    const parts = Object.fromEntries(
      format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = NaN, month = NaN, day, hour, minute, second } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter;
    known.set(quarter, offset);
    return offset;
  };
}

/** The moment (UTC) at which the zone's wall clock shows `wall`, given as if it were UTC. */
export function fromWallClock(wall: number, offset: ZoneOffset): number {
  return wall - offset(wall - offset(wall));
}
