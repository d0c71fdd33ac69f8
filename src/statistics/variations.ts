import { listVos, voKey } from './vo-names';

/**
 * What changed from one list of VOs to the next, as one cell shows it: `APPEARED: x, y` and `DISAPPEARED: z` on lines of
 * their own, `-` for no change. Names are compared as {@link voKey} has them.
 */
export function describeVariations(before: readonly string[], after: readonly string[]): string {
  const without = (names: readonly string[], others: readonly string[]): string[] => {
    const known = new Set(others.map(voKey));
    return names.filter((name) => !known.has(voKey(name)));
  };
  const appeared = without(after, before);
  const disappeared = without(before, after);
  const lines = [
    ...(appeared.length > 0 ? [`APPEARED: ${listVos(appeared)}`] : []),
    ...(disappeared.length > 0 ? [`DISAPPEARED: ${listVos(disappeared)}`] : []),
  ];
  return lines.length > 0 ? lines.join('\n') : '-';
}
