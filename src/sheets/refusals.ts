import { Failure } from '../failure';
import { notPermitted } from '../not-permitted';

/**
 * What Google says of a write names no tab, comes in the language of whoever runs the script, and may come only when all
 * writes are finished: says which tab it is about, and what to do.
 *
 * @param title of the tab that was being written
 */
export function refusalOf(error: unknown, title: string): Failure {
  const known = error instanceof Failure ? error : notPermitted(error);
  if (known) return known;
  const message = logged(error);
  if (/protected/i.test(message)) {
    return new Failure(
      `Tab "${title}" has protected cells that you may not edit. Ask its owner to let you, then refresh again.`,
    );
  }
  return new Failure(
    `Tab "${title}" could not be written: Google says "${message}". Look there for frozen rows or columns, merged or ` +
      'protected cells, a filter, or cells that reject some input, then refresh again.',
  );
}

/** What is said of a tab that Google could not find or read, although it was asked twice. */
export const unreadable = (error: unknown, title: string): Failure =>
  error instanceof Failure
    ? error
    : (notPermitted(error) ??
      new Failure(
        `Tab "${title}" could not be read: Google says "${logged(error)}". Refresh again in some minutes.`,
      ));

/** Writes a tab outside of a refresh; what Google refuses is told with its name. */
export function naming<T>(title: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusalOf(error, title);
  }
}

/** Google's own words; an engineer finds where they came from. */
function logged(error: unknown): string {
  console.error(error instanceof Error ? error.stack : error);
  return error instanceof Error ? error.message : String(error);
}
