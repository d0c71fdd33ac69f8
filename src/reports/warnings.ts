import type { ResultView } from './dashboard-sections';

/** The result of a statistic before its first refresh. */
export const NOT_YET = 'not yet';

/** Whether somebody should know: cancelling is somebody's wish, and a statistic that waits has no result yet. */
export const isUnwell = ({ result }: ResultView): boolean => !['done', 'cancelled', NOT_YET].includes(result);

/** Causes that are told; the run log has all. */
const MOST_CAUSES = 4;

/**
 * One line a cause with the statistics that it keeps from being refreshed: a portal that does not answer is one cause,
 * however many statistics ask it.
 *
 * @param others warnings that no refresh has given
 * @param results what came of each statistic last
 */
export function describeWarnings(others: readonly string[], results: readonly ResultView[]): string {
  const unwell = results.filter(isUnwell);
  const causes = [...new Set(unwell.flatMap(({ message }) => causesOf(message)))].map((cause) =>
    `${cause} (${whose(unwell.filter(({ message }) => causesOf(message).includes(cause)))})`.trim(),
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
function whose(results: readonly ResultView[]): string {
  const byResult = new Map<string, string[]>();
  for (const { statistic, result, when } of results) {
    const words = `${result}, ${when}`;
    byResult.set(words, [...(byResult.get(words) ?? []), statistic]);
  }
  return [...byResult].map(([words, statistics]) => `${statistics.join(', ')}: ${words}`).join('; ');
}

/** What a line of a message begins with: the periods that it is about. */
const PERIODS = /^\d{4}\.\d\d-\d\d[^:]*: /;
const KEPT = /\s*The old figures are kept\.$/;

/** The causes that a message names, without the periods; one that names none has no words. */
function causesOf(message: string): string[] {
  const causes = message
    .split('\n')
    .map((line) => line.replace(PERIODS, '').replace(KEPT, ''))
    .filter((line) => line !== '');
  return causes.length === 0 ? [''] : [...new Set(causes)];
}
