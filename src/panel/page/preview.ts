import type { ResultShown, TotalInWords } from '../boundary';
import { button, heading, make, paragraph } from './dom';

/**
 * What would change: a table of totals a statistic, and the rest on demand.
 *
 * @param write writes it; undefined where there is nothing to write
 */
export function previewOf(
  results: readonly ResultShown[],
  write: (() => Promise<void>) | undefined,
): HTMLElement[] {
  const row = (): HTMLElement[] =>
    write ? [make('div', { className: 'row' }, button('Write these figures', write, 'main'))] : [];
  const hasLarge = results.some(({ totals }) => totals.some(({ isLarge }) => isLarge));
  return [
    ...row(),
    paragraph(hasLarge ? 'In red: more than the setting "Doubtful change in %".' : '', 'quiet'),
    ...results.flatMap(ofOne),
    ...(results.length > 1 ? row() : []),
  ];
}

function ofOne({ title, result, changes, message, totals }: ResultShown): HTMLElement[] {
  return [
    heading(result === 'done' ? title : `${title}: ${result}`),
    ...(totals.length > 0 ? [tableOf(totals)] : []),
    changes === ''
      ? paragraph('Nothing would change.', 'quiet')
      : make(
          'details',
          {},
          make(
            'summary',
            {},
            make('span', { className: 'title' }, `All changes: ${changes.split('\n')[0] ?? ''}`),
          ),
          make('div', {}, paragraph(changes)),
        ),
    paragraph(message),
  ];
}

/** The totals of each figure together. */
function tableOf(totals: readonly TotalInWords[]): HTMLElement {
  const cells = (tag: 'th' | 'td', texts: readonly string[]): HTMLElement[] =>
    texts.map((text) => make(tag, {}, text));
  const figures = [...new Set(totals.map(({ figure }) => figure))];
  const rows = figures.flatMap((figure) => [
    make('tr', {}, make('th', { colSpan: 4, className: 'figure' }, figure)),
    ...totals
      .filter((total) => total.figure === figure)
      .map(({ period, old, now, change, isLarge }) =>
        make('tr', { className: isLarge ? 'large' : '' }, ...cells('td', [period, old, now, change])),
      ),
  ]);
  const head = make('thead', {}, make('tr', {}, ...cells('th', ['Period', 'Old', 'New', 'Change'])));
  return make('table', {}, head, make('tbody', {}, ...rows));
}
