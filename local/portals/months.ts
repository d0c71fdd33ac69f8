/** Months are texts such as `2020-03`, which sort in the order they follow each other. */

export function monthAfter(month: string, count = 1): string {
  const index = monthIndex(month) + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months since the year 0, for distances between months. */
export function monthIndex(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return (year ?? 0) * 12 + (number ?? 1) - 1;
}

/** All months from the first to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, monthIndex(last) - monthIndex(first) + 1) }, (_, i) =>
    monthAfter(first, i),
  );
}

export function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}
