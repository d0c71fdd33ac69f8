import { monthsOf } from '../domain/label-formulas';
import type { Granularity } from '../domain/periods';
import { quotedText } from '../sheets/formulas';

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
