import { byCause } from './causes';
import type { ResultView } from './dashboard-sections';

/** The result of a statistic before its first refresh. */
export const NOT_YET = 'not yet';

/** Whether somebody should know: cancelling is somebody's wish, and a statistic that waits has no result yet. */
export const isUnwell = ({ result }: ResultView): boolean => !['done', 'cancelled', NOT_YET].includes(result);

/** What passes by itself, as `src/portals/failures.ts` words it: no answer, or one with a status that says "not now". */
const AT_A_PORTAL =
  /^(?:[^:]+: )?The \w+ Portal (did not answer|answered with an error \(HTTP (408|429|5\d\d)\))/;
const WAIT = ' The trouble is there: refresh again later.';

/** Causes that are told; the run log has all. */
const MOST_CAUSES = 4;

/**
 * One line a cause with the statistics that it keeps from being refreshed.
 *
 * @param others warnings that no refresh has given
 * @param results what came of each statistic last
 */
export function describeWarnings(others: readonly string[], results: readonly ResultView[]): string {
  const unwell = results.filter(isUnwell);
  const causes = byCause(unwell).map(({ cause, whose }) =>
    `${cause}${AT_A_PORTAL.test(cause) ? WAIT : ''} (${inWords(whose)})`.trim(),
  );
  const more = causes.length - MOST_CAUSES;
  const lines = [
    ...others,
    ...causes.slice(0, MOST_CAUSES),
    ...(more > 0 ? [`${more} more in the tab OKR Run log.`] : []),
  ];
  return lines.length === 0 ? 'None' : lines.join('\n');
}

/** The statistics of a cause, those of the same result and time together. */
function inWords(results: readonly ResultView[]): string {
  const byResult = new Map<string, string[]>();
  for (const { statistic, result, when } of results) {
    const words = `${result}, ${when}`;
    byResult.set(words, [...(byResult.get(words) ?? []), statistic]);
  }
  return [...byResult].map(([words, statistics]) => `${statistics.join(', ')}: ${words}`).join('; ');
}
