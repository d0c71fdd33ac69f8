import type { ProgressShown, StatisticShown } from '../boundary';
import { heading, make, paragraph } from './dom';

/** What came of each statistic last; while a refresh runs, what has come of it and what waits. */
export function lastResults(
  statistics: readonly StatisticShown[],
  progress: ProgressShown | null,
): HTMLElement[] {
  const isUnwell = ({ last }: StatisticShown): boolean =>
    last !== null && !['done', 'cancelled'].includes(last.result);
  return [
    heading('Last results'),
    ...(progress ? [] : causesOf(statistics.filter(isUnwell))),
    ...statistics.map((statistic) => entryOf(statistic, progress)),
  ];
}

/** A box a cause: a portal that is down is one, however many statistics ask it. */
function causesOf(unwell: readonly StatisticShown[]): HTMLElement[] {
  const causes = [...new Set(unwell.flatMap(({ last }) => last?.causes ?? []))].filter((each) => each !== '');
  return causes.map((cause) => {
    const whose = unwell.filter(({ last }) => last?.causes.includes(cause));
    const titles = (all: readonly StatisticShown[]): string => all.map(({ title }) => title).join(', ');
    const [kept, others] = [true, false].map((wanted) =>
      whose.filter(({ last }) => (last?.keepsOld ?? false) === wanted),
    ) as [StatisticShown[], StatisticShown[]];
    const lines = [
      cause,
      ...(kept.length > 0 ? [`${titles(kept)}: old figures kept.`] : []),
      ...(others.length > 0 ? [`${titles(others)}: see below what was written.`] : []),
    ];
    return paragraph(lines.join('\n'), 'box bad');
  });
}

function entryOf({ title, last }: StatisticShown, progress: ProgressShown | null): HTMLElement {
  const now = progress ? resultNow(title, progress) : undefined;
  if (now !== undefined) return entry(title, now, []);
  if (!last) return entry(title, 'not yet', ['It has not been refreshed yet.']);
  const { when, who, result, periods, changes, message } = last;
  return entry(title, result, [
    `${when} by ${who}`,
    periods === '' ? '' : `Periods: ${periods}`,
    changes === '' && result === 'done' ? 'Nothing changed.' : changes,
    message,
  ]);
}

function resultNow(title: string, { statistic, finished, waiting }: ProgressShown): string | undefined {
  if (title === statistic) return 'under way';
  if (waiting.includes(title)) return 'waiting';
  return finished.find((each) => each.title === title)?.result;
}

/** A line that opens, with the result in words and all that is to be said about it. */
function entry(title: string, result: string, words: readonly string[]): HTMLElement {
  const outcome = make('span', { className: `result-${result.replace(/\W/g, '-')}` }, result);
  const summary = make('summary', {}, make('span', { className: 'title' }, title), outcome);
  return make('details', {}, summary, make('div', {}, ...words.map((each) => paragraph(each))));
}
