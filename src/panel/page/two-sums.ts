import type { ResultShown } from '../boundary';
import { button, heading, labelled, make, paragraph } from './dom';

/**
 * Lets a person accept the larger of two sums, period by period; nothing where no period has two.
 *
 * @param show shows what would change with the larger sums of the given periods
 */
export function twoSumsOf(
  results: readonly ResultShown[],
  show: (periods: readonly string[]) => Promise<void>,
): HTMLElement[] {
  const lines = new Map<string, string[]>();
  for (const { title, twoSums } of results) {
    for (const { period, smaller, larger } of twoSums)
      lines.set(period, [...(lines.get(period) ?? []), `${title} ${smaller} or ${larger}`]);
  }
  if (lines.size === 0) return [];
  const ticks = [...lines.keys()]
    .sort()
    .map((period) => make('input', { type: 'checkbox', id: `larger-${period}`, value: period }));
  const chosen = (): string[] => ticks.filter(({ checked }) => checked).map(({ value }) => value);
  return [
    heading('Two sums'),
    paragraph(
      "The Accounting Portal's dump has rows twice, with other hours, so nobody can tell which sum is right. You can accept " +
        'the larger one; the figure then gets a note that says so.',
    ),
    ...ticks.map((tick) => labelled(tick, `${tick.value}: ${lines.get(tick.value)?.join(', ') ?? ''}`)),
    make(
      'div',
      { className: 'row' },
      button('Show with the larger sums', () => (chosen().length > 0 ? show(chosen()) : Promise.resolve())),
    ),
  ];
}
