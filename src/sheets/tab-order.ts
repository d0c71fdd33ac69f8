import { TAB_TITLES } from '../domain/catalogue';
import { GRANULARITIES } from '../domain/periods';
import type { Spreadsheet } from '../google/spreadsheet';
import type { TabIds } from '../settings/state';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const TITLES: Readonly<Record<string, string>> = TAB_TITLES;
/** The product's own names of those that stand in front, and of the one at the end. */
const FRONT = ['dashboard', 'key-results'];
const LAST = 'run-log';
const ORDER = [...FRONT, ...Object.keys(TITLES), LAST];

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
  const others = [...new Set([...Object.keys(ids), ...Object.keys(TITLES)])]
    .filter((other) => other !== LAST)
    .sort((one, other) => rankOf(one) - rankOf(other));
  // A tab that is there may not be known yet, because its own refresh has failed.
  const sheetOf = (other: string): Sheet | null => {
    const [known, title] = [ids[other], TITLES[other]];
    if (known !== undefined) return spreadsheet.getSheetById(known);
    return title === undefined ? null : spreadsheet.getSheetByName(title);
  };
  const firstOf = (some: readonly string[]): Sheet | undefined => {
    for (const other of some) {
      const sheet = sheetOf(other);
      if (sheet) return sheet;
    }
    return undefined;
  };
  const before = firstOf(others.filter((other) => rankOf(other) < rankOf(id)).reverse());
  if (before) return before.getIndex();
  const after = FRONT.includes(id)
    ? undefined
    : firstOf(others.filter((other) => rankOf(other) > rankOf(id)));
  return after ? after.getIndex() - 1 : 0;
}
