import { Failure } from '../failure';
import type { Period } from '../domain/periods';
import { lastQuarter, makeSummary, quarterEntered, summaryWork, type SummaryWork } from '../summary/make';
import { SUMMARY_TITLE, summaryThere } from '../summary/summary-tab';
import type { SummaryMade } from './boundary';

/**
 * The last complete quarter.
 *
 * @throws Failure before the first refresh
 */
export function newestQuarter(work: SummaryWork): Period {
  const newest = lastQuarter(work);
  if (!newest) throw new Failure('Nothing has been refreshed yet. Choose OKR Stats > Refresh now first.');
  return newest;
}

/** The quarter that somebody has entered; nothing: the last complete one. */
export const quarterFor = (work: SummaryWork, entered: string): Period => {
  const newest = newestQuarter(work);
  return entered.trim() === '' ? newest : quarterEntered(entered.trim(), work.spreadsheet);
};

/** What to ask before the page that is there goes; '' where there is none. */
export function questionBefore({ tabs }: SummaryWork): string {
  const there = summaryThere(tabs);
  if (!there) return '';
  return `The tab ${SUMMARY_TITLE} holds "${there.title}". Make it anew? What is written there is replaced; to keep it, `;
}

/** Makes the page of a quarter for the panel, which asks before one that is there goes. */
export function summaryForPanel(entered: string, replaces: boolean): SummaryMade {
  const work = summaryWork();
  const quarter = quarterFor(work, entered);
  const question = replaces ? '' : questionBefore(work);
  if (question !== '') return { question: `${question}rename the tab first.`, text: '' };
  return { question: '', text: makeSummary(work, quarter).text };
}
