import { TAB_TITLES } from '../domain/catalogue';
import { GRANULARITIES } from '../domain/periods';

const TITLES: Readonly<Record<string, string>> = TAB_TITLES;
/** The product's own names of those that stand in front, and of those at the end. */
const FRONT = ['dashboard', 'summary', 'key-results', 'key-results-history', 'as-reported'];
const LAST = ['run-log', 'chart-targets'];
const ORDER = [...FRONT, ...Object.keys(TITLES), ...LAST];

/** Where a tab stands among the product's; one of periods of another length behind that of quarters. */
function rankOf(id: string): number {
  const [tab = '', granularity] = id.split('.');
  const behind = granularity === undefined ? 0 : 1 + GRANULARITIES.findIndex((each) => each === granularity);
  return ORDER.indexOf(tab) * (GRANULARITIES.length + 1) + behind;
}

/** Whether one of the product's tabs stands before another one, by the product's own names of them. */
export const isBeforeInOrder = (id: string, other: string): boolean => rankOf(id) < rankOf(other);

export const isFront = (id: string): boolean => FRONT.includes(id);

/** The one that newcomers shall see. */
export const isFirst = (id: string): boolean => id === FRONT[0];

export const isLast = (id: string): boolean => LAST.includes(id);

/** Colours of tabs by kind: what sums it all up, what users fill in, figures, and the log. */
const COLORS: Readonly<Record<string, string>> = {
  dashboard: '#188038',
  summary: '#188038',
  'key-results-history': '#188038',
  'as-reported': '#188038',
  'key-results': '#f9ab00',
  slas: '#f9ab00',
  ...Object.fromEntries(LAST.map((id) => [id, '#9aa0a6'])),
};
const FIGURES_COLOR = '#1a73e8';

export const colorOf = (id: string): string => COLORS[id] ?? FIGURES_COLOR;

/** What a tab is called unless users have said otherwise. */
export const titleOf = (id: string): string | undefined => TITLES[id];

/**
 * All tabs that may stand before or behind a new one, in the order of the product's tabs.
 *
 * @param known those that have been made, whatever else there may be
 */
export const placedTabs = (known: readonly string[]): string[] =>
  [...new Set([...known, ...Object.keys(TITLES)])]
    .filter((id) => !isLast(id))
    .sort((one, other) => rankOf(one) - rankOf(other));
