import { LABEL_PATTERN, periodOf, periodsBetween, readPeriod } from '../../src/domain/periods';

/** Labels of all periods that a text names, alone or as `2026.01-03 to 2026.07-09`. */
export function periodsNamed(text: string): Set<string> {
  const named = new Set<string>();
  for (const [, from = '', to = from] of text.matchAll(
    new RegExp(`(${LABEL_PATTERN})(?: to (${LABEL_PATTERN}))?`, 'g'),
  )) {
    const [first, last] = [readPeriod(from), readPeriod(to)];
    if (!first || !last) continue;
    for (const { label } of periodsBetween(first.firstMonth, last.lastMonth)) named.add(label);
  }
  for (const [month] of text.matchAll(/\b\d{4}-\d\d\b/g)) named.add(periodOf(month).label);
  return named;
}
