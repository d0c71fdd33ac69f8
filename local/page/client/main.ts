/** The page: the spreadsheet, the script's menus above it, and its panel and dialogs. */
import '@odoo/o-spreadsheet/dist/o_spreadsheet.css';
import './page.css';
import type { ToPage } from '../protocol';
import { Connection } from './connection';
import { byId } from '../../../src/panel/page/dom';
import { Frames } from './frames';
import { forgetMenus, showMenu } from './menu-bar';
import { refused, toast } from './notices';
import { ask, forgetQuestions } from './questions';
import { Runs } from './runs';
import { SpreadsheetView } from './spreadsheet';
import { defineUtilityClasses } from './utility-classes';

defineUtilityClasses();
const connection = new Connection(hear);
const runs = new Runs(connection);
const frames = new Frames(runs);
const view = new SpreadsheetView(connection);
byId('person').onclick = () => void becomeSomebodyElse();

function hear(event: ToPage): void {
  switch (event.kind) {
    case 'workbook':
      startAnew(event);
      break;
    case 'collaborate':
      view.receive(event.message);
      break;
    case 'edited':
      view.edited(event.revisionIds);
      break;
    case 'refused':
      refused(event.message);
      break;
    case 'menu':
      showMenu(event.menu, (functionName) => void choose(functionName));
      break;
    case 'ask':
      void ask(event.question).then((answer) => connection.say({ kind: 'answer', id: event.id, answer }));
      break;
    case 'toast':
      toast(event.title, event.text);
      break;
    case 'sidebar':
      frames.showSidebar(event.page);
      break;
    case 'dialog':
      frames.showDialog(event.dialog);
      break;
    case 'activate':
      view.activate(event.sheetId, event.zone);
      break;
    case 'ended':
      runs.ended(event.run, event.outcome);
  }
}

/** The first event of a connection. What was open belongs to executions that this connection knows nothing of. */
function startAnew({ title, person, data }: Extract<ToPage, { kind: 'workbook' }>): void {
  runs.forget();
  frames.closeAll();
  forgetQuestions();
  forgetMenus();
  document.title = title;
  byId('title').textContent = title;
  byId('person').textContent = person;
  void view.show(data, person);
}

async function choose(functionName: string): Promise<void> {
  const outcome = await runs.runFromMenu(functionName);
  if ('error' in outcome) refused(`${outcome.error.name}: ${outcome.error.message}`);
}

async function becomeSomebodyElse(): Promise<void> {
  const { button, text } = await ask({
    kind: 'prompt',
    title: 'Who are you?',
    text: 'Address of the person that this page acts for, such as editor@example.org',
    buttons: 'OK_CANCEL',
  });
  if (button === 'OK') location.search = new URLSearchParams({ as: text.trim() }).toString();
}
