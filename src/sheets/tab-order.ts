import { TAB_TITLES } from '../settings/titles';
import { GRANULARITIES } from '../statistics/periods';
import type { Spreadsheet } from './spreadsheet';
import type { TabIds } from './tab';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The product's own names of those that stand in front, and of the one at the end. */
const FRONT = ['dashboard', 'key-results'];
const LAST = 'run-log';
const ORDER = [...FRONT, ...Object.keys(TAB_TITLES), LAST];

/** Where a tab stands among the product's; one of periods of another length behind that of quarters. */
function rankOf(id: string): number {
  const [tab = '', granularity] = id.split('.');
  const behind = granularity === undefined ? 0 : 1 + GRANULARITIES.findIndex((each) => each === granularity);
  return ORDER.indexOf(tab) * (GRANULARITIES.length + 1) + behind;
}

/**
 * Where a new tab goes, from 0: behind the nearest of those before it in the order of the product's tabs, wherever people
 * have moved that one; else before the nearest of those behind it; in front of all where there is none.
 *
 * @param id the product's own name of the tab
 */
export function placeOf(spreadsheet: Spreadsheet, ids: TabIds, id: string): number {
  if (id === LAST) return spreadsheet.getSheets().length;
  const known = Object.keys(ids)
    .filter((other) => other !== LAST)
    .sort((one, other) => rankOf(one) - rankOf(other));
  /** The first of these tabs that is there. */
  const sheetOf = (others: readonly string[]): Sheet | undefined => {
    for (const other of others) {
      const sheet = spreadsheet.getSheetById(ids[other] ?? 0);
      if (sheet) return sheet;
    }
    return undefined;
  };
  const before = sheetOf(known.filter((other) => rankOf(other) < rankOf(id)).reverse());
  if (before) return before.getIndex();
  const after = FRONT.includes(id) ? undefined : sheetOf(known.filter((other) => rankOf(other) > rankOf(id)));
  return after ? after.getIndex() - 1 : 0;
}
