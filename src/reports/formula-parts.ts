import { labelPart as part, quotedText } from '../sheets/formulas';
import { GRANULARITIES, LABEL, periodsBetween, type Granularity } from '../domain/periods';

/** Lengths of periods in months, each with its place in CHOOSE. */
const GRANULARITY_OF: Partial<Record<number, Granularity>> = {
  1: 'month',
  3: 'quarter',
  6: 'half-year',
  12: 'year',
};

/** The outcome of the first condition that holds. */
export const inTurn = (
  cases: readonly (readonly [condition: string, outcome: string])[],
  otherwise: string,
): string =>
  cases.reduceRight((rest, [condition, outcome]) => `IF(${condition};${outcome};${rest})`, otherwise);

/** How many months the period has whose label a cell holds. */
export const monthsOf = (cell: string): string => `(${part(cell, LABEL.last)}-${part(cell, LABEL.first)}+1)`;

/** What labels of the periods of a year have behind the year: ` .01-01 .02-02 ... .01-03 .04-06 ... .01-12 `. */
const MONTHS_OF_PERIODS = ` ${GRANULARITIES.flatMap((granularity) =>
  periodsBetween('2000-01', '2000-12', granularity).map(({ label }) => label.slice(LABEL.months[0] - 1)),
).join(' ')} `;

/**
 * Whether a cell holds the label of a month, quarter, half-year or year, as parsePeriod reads them. Shorter than 256
 * characters, which is what Excel takes as a rule for what may be entered.
 */
export const isPeriod = (cell: string): string =>
  `IFERROR(AND(LEN(${cell})=${LABEL.length};${part(cell, LABEL.year)}>=1000;` +
  `FIND(" "&MID(${cell};${LABEL.months.join(';')})&" ";${quotedText(MONTHS_OF_PERIODS)})>0);FALSE)`;

/** A text that depends on how long the period is whose label a cell holds. */
export function byLength(cell: string, textOf: (granularity: Granularity) => string): string {
  const texts = Array.from({ length: 12 }, (_, index) => {
    const granularity = GRANULARITY_OF[index + 1];
    return quotedText(granularity ? textOf(granularity) : '');
  });
  return `CHOOSE(${monthsOf(cell)};${texts.join(';')})`;
}

/** Whether a cell holds one of the names; nothing where there are none. */
export const isAnyOf = (cell: string, named: readonly { readonly name: string }[]): string =>
  named.length === 0 ? '1=0' : `OR(${named.map(({ name }) => `${cell}=${quotedText(name)}`).join(';')})`;
