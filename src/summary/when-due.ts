import { daysBetween, lastDayOf } from '../domain/days';
import { monthOfDay, readPeriod, type Period } from '../domain/periods';
import { DAY, nowIn } from '../google/now';
import { mailSummary } from '../reports/mail';
import { isOn } from '../settings/settings';
import { saveState } from '../settings/state';
import { STATISTIC_IDS } from '../statistics/registry';
import { isReported, lastQuarter, makeSummary, type SummaryWork } from './make';

/** Days that it waits for statistics that fail; then it says what is not measured. */
const PATIENCE = 14;

/** Whether all statistics that are switched on have been refreshed since the quarter's end. */
const isWhole = ({ settings, state }: SummaryWork, { lastMonth }: Period): boolean =>
  STATISTIC_IDS.filter((id) => isOn(settings, id)).every(
    (id) => monthOfDay(state.measuredOn[id] ?? '') > lastMonth,
  );

/**
 * Makes and mails the summary of the last complete quarter once, so many days after its end as the settings say; one that
 * somebody has made already is left as it is.
 */
export function summariseWhenDue(work: SummaryWork): void {
  const { settings, state, spreadsheet } = work;
  const quarter = lastQuarter(work);
  if (
    settings.summaryAfterDays === '' ||
    !quarter ||
    (readPeriod(state.summarised)?.lastMonth ?? '') >= quarter.lastMonth
  )
    return;
  const days = daysBetween(lastDayOf(quarter.lastMonth), nowIn(spreadsheet, DAY));
  const late = days - Number(settings.summaryAfterDays);
  if (late < 0 || (late < PATIENCE && !isWhole(work, quarter))) return;
  const made = isReported(work, quarter) ? undefined : makeSummary(work, quarter, 'the old page stays');
  // Remembered before it is sent: rather no mail than two.
  state.summarised = quarter.label;
  saveState(spreadsheet.getId(), state);
  if (made) mailSummary(made.text, state, `${spreadsheet.getUrl()}#gid=${made.sheet.getSheetId()}`);
}
