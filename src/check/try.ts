import type { Observation, Observations, PointId } from './points';

/** Finds out what is to be seen of one point: what is thrown is seen as well. */
export type Tries = Partial<Record<PointId, () => string>>;

/** Says why a point cannot be tried. */
export class Untried extends Error {}

/** What an error says, short enough for a report. */
export const saying = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

/**
 * Tries one point after another; one that fails is no reason not to try the next.
 *
 * @param mayGoOn whether there is time for another one
 */
export function tryEach(tries: Tries, mayGoOn: () => boolean): Observations {
  const entries = Object.entries(tries).map(([id, look]): [string, Observation] => {
    if (!mayGoOn()) return [id, { untried: 'There was no time left.' }];
    try {
      return [id, { seen: look() }];
    } catch (error) {
      return [
        id,
        error instanceof Untried ? { untried: error.message } : { seen: `error: ${saying(error)}` },
      ];
    }
  });
  return Object.fromEntries(entries);
}
