// The spreadsheet library needs Object.groupBy at load, which Node 20 lacks. Import this file before the library.
function groupBy<T>(items: Iterable<T>, key: (item: T, index: number) => PropertyKey): object {
  const groups = Object.create(null) as Record<PropertyKey, T[]>;
  let index = 0;
  for (const item of items) (groups[key(item, index++)] ??= []).push(item);
  return groups;
}

(Object as { groupBy?: typeof groupBy }).groupBy ??= groupBy;
