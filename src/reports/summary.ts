import { STATISTIC_TITLES } from '../domain/catalogue';
import type { StatisticResult } from '../statistics/result';
import { inThousands } from '../domain/figures-in-words';
import { describeResult } from './describe-result';

/** What a refresh that is all well has changed, in one line: `Users 7,267 cells, VO changes 112; nothing else changed.` */
export function summaryOf(results: readonly StatisticResult[]): string {
  const changed = results.filter((result) => cellsOf(result) > 0);
  const hasRemarks = results.some((result) => describeResult(result).message !== '');
  return `${changesIn(results, changed)}${hasRemarks ? ' See the remarks in the run log.' : ''}`;
}

function changesIn(results: readonly StatisticResult[], changed: readonly StatisticResult[]): string {
  if (changed.length === 0) return 'Nothing changed.';
  const counts = changed.map((result, index) => {
    const cells = cellsOf(result);
    const unit = index > 0 ? '' : cells === 1 ? ' cell' : ' cells';
    return `${STATISTIC_TITLES[result.id]} ${inThousands(cells)}${unit}`;
  });
  const rest = changed.length < results.length ? '; nothing else changed' : '';
  return `${counts.join(', ')}${rest}.`;
}

const cellsOf = ({ changes: { filled, changed } }: StatisticResult): number => filled + changed;
