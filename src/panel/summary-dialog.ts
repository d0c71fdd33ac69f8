import { makeSummary, summaryWork } from '../summary/make';
import { SUMMARY_TITLE } from '../summary/summary-tab';
import { newestQuarter, questionBefore, quarterFor } from './make-summary';
import { TITLE, withErrorDialog } from './error-dialog';

/** Pixels. */
const [WIDTH, HEIGHT] = [640, 480];

/** Menu item: makes the page of a quarter, after asking which and whether an old one may go, and shows its text. */
export function makeSummaryFromMenu(): void {
  withErrorDialog((ui) => {
    const work = summaryWork();
    const answer = ui.prompt(
      'Quarterly summary',
      `Of which quarter? Blank: ${newestQuarter(work).label}, the last complete one.`,
      ui.ButtonSet.OK_CANCEL,
    );
    if (answer.getSelectedButton() !== ui.Button.OK) return;
    const quarter = quarterFor(work, answer.getResponseText());
    const question = questionBefore(work);
    if (question !== '') {
      const words = `${question}press Cancel and rename the tab first.`;
      if (ui.alert('Quarterly summary', words, ui.ButtonSet.OK_CANCEL) !== ui.Button.OK) return;
    }
    SpreadsheetApp.getActive().toast('The summary is being made.', TITLE, 30);
    const { text, sheet } = makeSummary(work, quarter);
    sheet.activate();
    const page = HtmlService.createHtmlOutput(pageWith(text)).setWidth(WIDTH).setHeight(HEIGHT);
    ui.showModalDialog(page, `Text of ${SUMMARY_TITLE}`);
  });
}

/** A field from which the text can be copied. */
const pageWith = (text: string): string =>
  '<p style="font:13px sans-serif;margin:0 0 8px">Click into the text to select all of it, then copy it.</p>' +
  '<textarea id="summary" readonly onclick="this.select()" aria-label="Text of the summary" ' +
  `style="width:100%;height:400px;box-sizing:border-box;font:13px sans-serif">${escaped(text)}</textarea>`;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
