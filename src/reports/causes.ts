import { LABEL_PATTERN } from '../domain/periods';

/** What came of a statistic, as far as it tells why. */
interface Told {
  readonly message: string;
}

/** A cause, and everything that it has kept from being refreshed. */
export interface Cause<T> {
  readonly cause: string;
  readonly whose: readonly T[];
}

/** The causes in the order in which they come: a portal that does not answer is one, however many statistics ask it. */
export const byCause = <T extends Told>(results: readonly T[]): Cause<T>[] =>
  [...new Set(results.flatMap(({ message }) => causesOf(message)))].map((cause) => ({
    cause,
    whose: results.filter(({ message }) => causesOf(message).includes(cause)),
  }));

/** What a line of a message begins with: the periods that it is about. */
const PERIODS = new RegExp(`^${LABEL_PATTERN}[^:]*: `);
/** What it begins with where it is about many VOs: they say no more than how many they are. */
const MANY_VOS = /^(\S+(?:, \S+){3,}): /;
const counted = (line: string): string =>
  line.replace(MANY_VOS, (_, names: string) => `${names.split(', ').length} VOs: `);
/** What is said behind it of the figures that are there. */
const KEPT =
  /\s*(The old figures are kept|It was cut off while it was at work, so some figures may be new)\.$/;

/** The causes that a message names, without the periods and many VOs; one that names none has no words. */
export function causesOf(message: string): string[] {
  const causes = message
    .split('\n')
    .map((line) => counted(line.replace(PERIODS, '')).replace(KEPT, ''))
    .filter((line) => line !== '');
  return causes.length === 0 ? [''] : [...new Set(causes)];
}
