import { isScheduled } from '../settings/schedule';
import { isTick, sayByTick, untick } from '../reports/tick-cell';
import { boundSpreadsheet } from '../google/spreadsheet';
import { nowIn } from '../google/now';
import { inWords } from '../google/permissions';
import { tellTick } from '../reports/dashboard';
import { refresh } from '../refresh/refresh';

/** What is read of the event of an edit. */
export interface EditEvent {
  readonly range: GoogleAppsScript.Spreadsheet.Range;
  /** As text; missing when more than one cell was edited. */
  readonly value?: string;
  readonly triggerUid?: string;
}

/**
 * The installed edit trigger: a tick in the dashboard starts a refresh as the one who has set the schedule, whoever has
 * ticked and whatever the device. It runs at every edit, so all others are told apart without asking Google anything.
 */
export function tickRefresh({ range, value, triggerUid }: EditEvent): void {
  if (value !== 'TRUE') return;
  const spreadsheet = boundSpreadsheet();
  if (!isTick(spreadsheet, range) || !isScheduled(spreadsheet, triggerUid)) return;
  untick(spreadsheet);
  sayByTick(spreadsheet, `Refreshing since ${nowIn(spreadsheet, 'HH:mm')}...`);
  try {
    const results = refresh({ startedBy: 'tick' });
    // The dashboard says so at its own row: users may have moved the tick.
    if (results.every(({ result }) => result !== 'unfinished')) tellTick(spreadsheet);
  } catch (error) {
    sayByTick(spreadsheet, inWords(error));
  }
}
