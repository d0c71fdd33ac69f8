import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What may stand where something else is expected. */
const ODD_VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  -0.5,
  1.5,
  1e308,
  2 ** 60,
  '',
  ' ',
  '-3',
  'NaN',
  '1e999',
  'Total',
  'undefined',
  '2026-13',
  '=1+1',
  [],
  {},
  [null],
  [[]],
  { id: 'Total' },
  { toString: 1 },
];
const ODD_NAMES = ['__proto__', 'constructor', 'id', 'Total', '2026-10', 'NaN', ''];

/** One change of an answer: which of its places, how, and by what; numbers of any size, taken modulo what there is. */
export interface Mutation {
  readonly place: number;
  readonly way: number;
  readonly what: number;
}

/** One to three changes. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({ place: fc.nat(), way: fc.nat(), what: fc.nat() }),
  { minLength: 1, maxLength: 3 },
);

/** A right answer with changes: places in its JSON that hold something else, are gone, twice or swapped; or its text is damaged. */
export const mutated = (body: string, changes: readonly Mutation[]): string =>
  changes.reduce(mutatedOnce, body);

function mutatedOnce(body: string, { place, way, what }: Mutation): string {
  const cut = place % (body.length + 1);
  if (way % 8 === 0) return body.slice(0, cut);
  if (way % 8 === 1) return body.slice(0, cut) + body.slice(cut + 1 + (what % 20));
  let answer: Json;
  try {
    answer = JSON.parse(body) as Json;
  } catch {
    return body + body.slice(cut);
  }
  const places = placesIn(answer);
  const { parent, key } = places[place % places.length] ?? {};
  const odd = ODD_VALUES[what % ODD_VALUES.length] ?? null;
  if (parent === undefined || key === undefined) return JSON.stringify(odd);
  changePlace(parent, key, way, what, odd);
  return JSON.stringify(answer);
}

interface Place {
  readonly parent: Json[] | Record<string, Json>;
  readonly key: string;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ parent: value, key }, ...placesIn(child)]);
}

function changePlace(parent: Place['parent'], key: string, way: number, what: number, odd: Json): void {
  if (Array.isArray(parent)) {
    const index = Number(key);
    const there = parent[index] ?? null;
    if (way % 4 === 0) parent.splice(index, 1);
    else if (way % 4 === 1) parent.splice(what % (parent.length + 1), 0, structuredClone(there));
    else if (way % 4 === 2) parent.reverse();
    else parent[index] = odd;
  } else if (way % 4 === 0) Reflect.deleteProperty(parent, key);
  else if (way % 4 === 1) define(parent, ODD_NAMES[what % ODD_NAMES.length] ?? '', parent[key] ?? null);
  else define(parent, key, odd);
}

/** Sets a member of its own, also one called `__proto__`. */
function define(object: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
