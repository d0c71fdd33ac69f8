import { listVos, voKey } from './vo-names';

/** The names that are not among others; compared as {@link voKey} has them. */
export function namesWithout(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(voKey));
  return names.filter((name) => !known.has(voKey(name)));
}

/**
 * What changed from one list of VOs to the next, as one cell shows it: `APPEARED: x, y` and `DISAPPEARED: z` on lines of
 * their own, `-` for no change.
 */
export function describeVariations(before: readonly string[], after: readonly string[]): string {
  const appeared = namesWithout(after, before);
  const disappeared = namesWithout(before, after);
  const lines = [
    ...(appeared.length > 0 ? [`APPEARED: ${listVos(appeared)}`] : []),
    ...(disappeared.length > 0 ? [`DISAPPEARED: ${listVos(disappeared)}`] : []),
  ];
  return lines.length > 0 ? lines.join('\n') : '-';
}
