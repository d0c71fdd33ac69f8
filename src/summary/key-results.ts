import { countOf, inThousands, share } from '../domain/figures-in-words';
import { periodBefore, readPeriod } from '../domain/periods';
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
    const counted = own.filter(
      ({ status, score, expected }) => isScored(status) && score !== undefined && expected !== undefined,
    );
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

/** What the page says of key results; `before`: those that were kept of the period before theirs. */
export function describeKeyResults(
  rows: readonly KeyResultRow[],
  before: readonly KeyResultRow[],
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

/** Told apart by period, objective and words: users sort the rows. */
const keyOf = ({ objective, keyResult }: KeyResultRow, period: string): string =>
  [period, objectiveKey(objective), objectiveKey(keyResult)].join('\n');

/** Those that can be told apart: of others of the same words it is not known which is which. */
function toldApart(
  rows: readonly KeyResultRow[],
  periodOfRow: (row: KeyResultRow) => string,
): Map<string, KeyResultRow> {
  const keys = rows.map((row) => keyOf(row, periodOfRow(row)));
  const isAlone = (key: string): boolean => keys.indexOf(key) === keys.lastIndexOf(key);
  return new Map(rows.map((row, index) => [keys[index] ?? '', row] as const).filter(([key]) => isAlone(key)));
}

/** Each is compared with the period before its own, which is another one for those by year. */
function describeMoves(
  rows: readonly KeyResultRow[],
  before: readonly KeyResultRow[],
  label: string,
  most: number,
): string {
  const previous = ({ period }: KeyResultRow): string => {
    const own = readPeriod(period);
    return own ? periodBefore(own).label : label;
  };
  const old = toldApart(before, ({ period }) => period);
  const compared = [...toldApart(rows, previous)].flatMap(([key, row]) => {
    const was = old.get(key);
    return was ? [{ row, was }] : [];
  });
  if (compared.length === 0) {
    const kept = before.length === 0 ? 'none were kept' : 'none of these was kept';
    return `What moved among key results is not known: ${kept} of ${label}.`;
  }
  const unknown = rows.length - compared.length;
  const also = unknown > 0 ? ` Of ${countOf(unknown, 'other')} it is not known.` : '';
  const moves = compared
    .filter(({ row, was }) => was.status !== row.status)
    .map(({ row, was }) => {
      const when = was.period === label ? '' : ` (${was.period})`;
      return `${shortName(row.keyResult)}, from ${inWords(was.status)}${when} to ${inWords(row.status)}`;
    });
  if (moves.length === 0) {
    const than = compared.every(({ was }) => was.period === label) ? label : 'the period before';
    return unknown > 0
      ? `${countOf(compared.length, 'key result')} with the same status as in ${than}.${also}`
      : `No key result has another status than in ${than}.`;
  }
  const more = moves.length - most;
  return `Moved since ${label}: ${moves.slice(0, most).join('; ')}${more > 0 ? `; and ${inThousands(more)} more` : ''}.${also}`;
}
