import { countOf, inThousands, share } from '../domain/figures-in-words';
import { describeStatus, objectiveKey, type KeyResultRow } from '../reports/key-result-rows';
import { NOT_STARTED, SCORED, type Status } from '../reports/key-results-status';
import { shortName } from '../statistics/summarised';

/** How an objective stands: the weighted means of the scores that count. */
export interface ObjectiveScore {
  readonly objective: string;
  readonly score: number | undefined;
  readonly expected: number | undefined;
  /** Key results, and those of them that count. */
  readonly count: number;
  readonly counted: number;
}

const isScored = (status: string): boolean => SCORED.some((word) => word === status);

/** The objectives in the order of the tab; '' for rows without one. */
export function objectiveScores(rows: readonly KeyResultRow[]): ObjectiveScore[] {
  const groups = new Map<string, KeyResultRow[]>();
  for (const row of rows) {
    const key = objectiveKey(row.objective);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((own) => {
    const counted = own.filter(({ status }) => isScored(status));
    const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
    const mean = (part: 'score' | 'expected'): number | undefined =>
      weights > 0
        ? counted.reduce((sum, row) => sum + row.weight * (row[part] ?? 0), 0) / weights
        : undefined;
    return {
      objective: own[0]?.objective ?? '',
      score: mean('score'),
      expected: mean('expected'),
      count: own.length,
      counted: counted.length,
    };
  });
}

/** What the page says of key results; `before`: those of the quarter before, undefined where none were kept. */
export function describeKeyResults(
  rows: readonly KeyResultRow[],
  before: readonly KeyResultRow[] | undefined,
  labels: { readonly now: string; readonly before: string },
  most: number,
): string[] {
  if (rows.length === 0) return [`Key results: none are known of ${labels.now}.`];
  const others = rows.filter(({ period }) => period !== '' && period !== labels.now);
  const old =
    others.length === 0
      ? []
      : [
          `${countOf(others.length, 'key result')} not of ${labels.now} but of ${[...new Set(others.map(({ period }) => period))].slice(0, most).join(', ')}.`,
        ];
  return [
    countByStatus(rows),
    ...old,
    ...describeObjectives(rows, most),
    describeMoves(rows, before, labels.before, most),
  ];
}

function countByStatus(rows: readonly KeyResultRow[]): string {
  const count = (...words: Status[]): number =>
    rows.filter(({ status }) => words.some((word) => word === status)).length;
  const notStarted = count(NOT_STARTED);
  const without = rows.length - count(...SCORED) - notStarted;
  return (
    `Key results: ${rows.length}, of which ${count('done', 'on track')} done or on track, ${count('at risk')} at risk, ` +
    `${count('behind')} behind${notStarted > 0 ? `, ${notStarted} not started` : ''}` +
    `${without > 0 ? `, ${without} without a score` : ''}.`
  );
}

function describeObjectives(rows: readonly KeyResultRow[], most: number): string[] {
  const scores = objectiveScores(rows).filter(({ objective }) => objective !== '');
  if (scores.length === 0) return [];
  const named = scores.slice(0, most).map(({ objective, score, expected, count }) => {
    const of = countOf(count, 'key result');
    if (score === undefined || expected === undefined) return `${shortName(objective)}: no score yet (${of})`;
    return `${shortName(objective)}: ${describeStatus(score, expected)}, score ${share(score)} of ${share(expected)} expected (${of})`;
  });
  const more = scores.length - named.length;
  return [`Objectives: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`];
}

/** A status that says why there is no score is told as such. */
const inWords = (status: string): string =>
  isScored(status) || status === NOT_STARTED ? status : `no score (${status})`;

/** Told apart by objective and words: users sort the rows. */
const keyOf = ({ objective, keyResult }: KeyResultRow): string =>
  `${objectiveKey(objective)}\n${objectiveKey(keyResult)}`;

/** Those that can be told apart: of others of the same words it is not known which is which. */
function toldApart(rows: readonly KeyResultRow[]): Map<string, KeyResultRow> {
  const keys = rows.map(keyOf);
  const isAlone = (key: string): boolean => keys.indexOf(key) === keys.lastIndexOf(key);
  return new Map(rows.map((row) => [keyOf(row), row] as const).filter(([key]) => isAlone(key)));
}

function describeMoves(
  rows: readonly KeyResultRow[],
  before: readonly KeyResultRow[] | undefined,
  label: string,
  most: number,
): string {
  if (before === undefined) return `What moved among key results is not known: none were kept of ${label}.`;
  const old = toldApart(before);
  const now = [...toldApart(rows)];
  if (!now.some(([key]) => old.has(key)))
    return `What moved among key results is not known: none of these was kept of ${label}.`;
  const moves = now.flatMap(([key, row]) => {
    const was = old.get(key);
    return was && was.status !== row.status
      ? [`${shortName(row.keyResult)}, from ${inWords(was.status)} to ${inWords(row.status)}`]
      : [];
  });
  if (moves.length === 0) return `No key result has another status than in ${label}.`;
  const more = moves.length - most;
  return `Moved since ${label}: ${moves.slice(0, most).join('; ')}${more > 0 ? `; and ${inThousands(more)} more` : ''}.`;
}
