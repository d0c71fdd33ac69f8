import type { ResultView } from './dashboard-sections';

/** Whether somebody should know: cancelling is somebody's wish, and a statistic that waits has no result yet. */
export const isUnwell = ({ result }: ResultView): boolean => !['done', 'cancelled', NOT_YET].includes(result);

/** The result of a statistic before its first refresh. */
export const NOT_YET = 'not yet';

/** Causes that are told; the run log has all. */
const MOST_CAUSES = 6;

/**
 * One line a cause with the statistics that it keeps from being refreshed: a portal that does not answer is one cause,
 * however many statistics ask it.
 *
 * @param others warnings that no refresh has given
 */
export function describeWarnings(others: readonly string[], results: readonly ResultView[]): string {
  const byCause = new Map<string, string[]>();
  for (const each of results.filter(isUnwell)) {
    for (const cause of causesOf(each.message)) {
      const whose = `${each.statistic}: ${each.result}, ${each.when}`;
      byCause.set(cause, [...(byCause.get(cause) ?? []), whose]);
    }
  }
  const causes = [...byCause].map(([cause, whose]) => `${cause} (${whose.join('; ')})`.trim());
  const more = causes.length - MOST_CAUSES;
  const lines = [
    ...others,
    ...causes.slice(0, MOST_CAUSES),
    ...(more > 0 ? [`${more} more in the tab OKR Run log.`] : []),
  ];
  return lines.length === 0 ? 'None' : lines.join('\n');
}

/** What a message begins with: the periods that it is about. */
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

/** Characters in a line of the cell, and the height of a line in pixels. */
const LINE = { length: 95, height: 21 };

/** How high a row must be to show a text in the merged cell, which does not grow by itself. */
export const heightOf = (text: string): number =>
  LINE.height *
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE.length)), 0);
