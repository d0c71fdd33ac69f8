import { Failure } from '../failure';
import { daysBetween, lastDayOf } from '../domain/days';
import { monthOfDay, readPeriod, type Period } from '../domain/periods';
import { DAY, nowIn } from '../google/now';
import { mailSummary } from '../reports/mail';
import { isOn } from '../settings/settings';
import { saveState, type State } from '../settings/state';
import { STATISTIC_IDS } from '../statistics/registry';
import { isReported, lastQuarter, makeSummary, type SummaryWork } from './make';
import { SUMMARY_TITLE, summaryThere, textOfPage } from './summary-tab';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Days that it waits for statistics that fail; then it says what is not measured. */
const PATIENCE = 14;

/** Whether all statistics that are switched on have been refreshed since the quarter's end. */
const isWhole = ({ settings, state }: SummaryWork, { lastMonth }: Period): boolean =>
  STATISTIC_IDS.filter((id) => isOn(settings, id)).every(
    (id) => monthOfDay(state.measuredOn[id] ?? '') > lastMonth,
  );

/** The last complete quarter, where its summary is due and has not been made by a schedule. */
function dueQuarter(work: SummaryWork): Period | undefined {
  const { settings, state, spreadsheet } = work;
  const quarter = lastQuarter(work);
  if (
    settings.summaryAfterDays === '' ||
    !quarter ||
    (readPeriod(state.summarised)?.lastMonth ?? '') >= quarter.lastMonth
  )
    return undefined;
  const days = daysBetween(lastDayOf(quarter.lastMonth), nowIn(spreadsheet, DAY));
  const late = days - Number(settings.summaryAfterDays);
  return late < 0 || (late < PATIENCE && !isWhole(work, quarter)) ? undefined : quarter;
}

/**
 * Makes and mails the summary of the last complete quarter once, so many days after its end as the settings say; one that
 * somebody has made already is left as it is. One that could not be made, or was cut off, is made by the next refresh.
 */
export function summariseWhenDue(work: SummaryWork): void {
  const { state, spreadsheet } = work;
  const quarter = dueQuarter(work);
  if (!quarter) return;
  const { label } = quarter;
  const waits = state.summaryWaits;
  const wasBegun = waits?.for === 'page' && waits.quarter === label;
  if (!wasBegun && isReported(work, quarter)) {
    state.summarised = label;
    saveState(spreadsheet.getId(), state);
    return;
  }
  note(work, { quarter: label, for: 'page', why: wasBegun ? waits.why : '' });
  try {
    const { text, sheet } = makeSummary(work, quarter, 'the old page stays');
    state.summarised = label;
    mail(work, label, text, sheet);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note(work, { quarter: label, for: 'page', why: error.message });
  }
}

/** Mails a summary that Google has refused to send, as its page stands; not one whose page is gone. */
export function mailWaitingSummary(work: SummaryWork): void {
  const { state, tabs } = work;
  if (state.summaryWaits?.for !== 'mail') return;
  const { quarter } = state.summaryWaits;
  const page = summaryThere(tabs);
  if (page?.title.endsWith(`(${quarter})`)) mail(work, quarter, textOfPage(page.sheet), page.sheet);
  else note(work, undefined);
}

function mail(work: SummaryWork, quarter: string, text: string, sheet: Sheet): void {
  const { state, spreadsheet } = work;
  // Remembered before it is sent: rather no mail than two.
  note(work, undefined);
  if (mailSummary(text, state, `${spreadsheet.getUrl()}#gid=${sheet.getSheetId()}`)) return;
  const why = `It is in the tab ${SUMMARY_TITLE}. If this stays, look at the addresses in the settings.`;
  note(work, { quarter, for: 'mail', why });
}

function note({ state, spreadsheet }: SummaryWork, waits: State['summaryWaits']): void {
  state.summaryWaits = waits;
  saveState(spreadsheet.getId(), state);
}
