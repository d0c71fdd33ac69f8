import { timeZoneOf } from '../../google/spreadsheet';
import type { Settings } from '../../settings/settings';
import { TAB_TITLES } from '../../domain/catalogue';
import { AGREEMENTS, createAgreementsTab, readAgreementsTab } from './agreements-tab';
import type { Tabs } from '../../sheets/tabs';
import { NoAgreements, readAgreements, type Agreement } from './agreements';
import { withLock } from '../../google/lock';
import { DAY } from '../../google/now';

/** The agreements of the tab "SLAs", with the title that it has. */
export interface Agreements {
  readonly title: string;
  readonly agreements: readonly Agreement[];
  readonly warnings: readonly string[];
}

/**
 * Reads the agreements. Where their tab is missing, it is made for users to fill.
 *
 * @param mayCreate false in a preview
 * @throws NoAgreements when there are none
 * @throws Failure when they cannot be read
 */
export function loadAgreements(tabs: Tabs, settings: Settings, mayCreate: boolean): Agreements {
  const newTitle = settings.tabTitles[AGREEMENTS] ?? TAB_TITLES[AGREEMENTS];
  const tab = readAgreementsTab(tabs, newTitle);
  if (!tab) {
    if (mayCreate) withLock(() => createAgreementsTab(tabs, newTitle));
    throw new NoAgreements(newTitle);
  }
  const zone = timeZoneOf(tabs.spreadsheet);
  const textOf = (cell: unknown): string =>
    cell instanceof Date ? Utilities.formatDate(cell, zone, DAY) : String(cell);
  return {
    title: tab.title,
    ...readAgreements(
      tab.title,
      tab.values.map((row) => row.map(textOf)),
    ),
  };
}
