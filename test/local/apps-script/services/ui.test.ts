import { EmulationFault } from '../../../../local/apps-script/errors';
import { ScriptedUserInterface } from '../../../../local/apps-script/user-interface';
import { evaluate, hostOf } from '../script-host';

const ask = (ui: ScriptedUserInterface, body: string) =>
  evaluate(`const ui = SpreadsheetApp.getUi(); ${body}`, { ui });

describe('the user interface', () => {
  test.each(['clock trigger', 'edit trigger', 'custom function'] as const)(
    'is not there in a %s',
    async (origin) => {
      const { host } = hostOf('function main() { SpreadsheetApp.getUi(); }', {
        ui: new ScriptedUserInterface(),
      });
      await expect(host.run('main', { origin }).result).rejects.toThrow(
        'Cannot call SpreadsheetApp.getUi() from this context.',
      );
    },
  );

  test('is not there where nobody sits', async () => {
    await expect(evaluate('SpreadsheetApp.getUi()')).rejects.toThrow(
      'Cannot call SpreadsheetApp.getUi() from this context.',
    );
  });

  test('gets menus as they are built', async () => {
    const ui = new ScriptedUserInterface();
    const { host } = hostOf(
      `function onOpen() {
        const ui = SpreadsheetApp.getUi();
        const more = ui.createMenu('More').addItem('Two', 'two');
        ui.createMenu('OKR').addItem('One', 'one').addSeparator().addSubMenu(more).addToUi();
      }`,
      { ui },
    );
    await host.open();
    expect(ui.menus.get('OKR')).toEqual({
      caption: 'OKR',
      entries: [
        { kind: 'item', caption: 'One', functionName: 'one' },
        { kind: 'separator' },
        {
          kind: 'menu',
          menu: { caption: 'More', entries: [{ kind: 'item', caption: 'Two', functionName: 'two' }] },
        },
      ],
    });
  });

  test.each([
    ['ui.alert("text")', { title: '', text: 'text', buttons: 'OK' }],
    ['ui.alert("text", ui.ButtonSet.OK)', { title: '', text: 'text', buttons: 'OK' }],
    ['ui.alert("title", "text", ui.ButtonSet.YES_NO)', { title: 'title', text: 'text', buttons: 'YES_NO' }],
  ])('shows %s', async (expression, expected) => {
    const ui = new ScriptedUserInterface().answer('YES');
    await ask(ui, expression);
    expect(ui.shown).toEqual([{ kind: 'alert', ...expected }]);
  });

  test('gives the button and the text of the answer', async () => {
    const ui = new ScriptedUserInterface().answer('NO').answer('OK', 'typed');
    const result = ask(
      ui,
      `const answer = ui.alert('A?', ui.ButtonSet.YES_NO);
       const prompt = ui.prompt('T', 'P?', ui.ButtonSet.OK_CANCEL);
       return [answer === ui.Button.NO, prompt.getSelectedButton() === ui.Button.OK, prompt.getResponseText()];`,
    );
    await expect(result).resolves.toEqual([true, true, 'typed']);
  });

  test('stops a test that lined up no answer', async () => {
    const result = ask(
      new ScriptedUserInterface(),
      'try { ui.prompt("Key", "Your key?", ui.ButtonSet.OK); } catch (e) {}',
    );
    await expect(result).rejects.toBeInstanceOf(EmulationFault);
    await expect(result).rejects.toThrow('No answer is lined up for the prompt "Key": Your key?');
  });

  test('refuses arguments of no known form', async () => {
    await expect(ask(new ScriptedUserInterface(), 'ui.alert("title", "text", "MAYBE")')).rejects.toThrow(
      "The parameters (String,String,String) don't match the method signature for Ui.alert.",
    );
  });

  test('shows pages in the sidebar and in dialogs', async () => {
    const ui = new ScriptedUserInterface();
    await ask(
      ui,
      `const page = HtmlService.createHtmlOutput('<p>').append('x').setTitle('Panel').setWidth(300);
       ui.showSidebar(page);
       ui.showModalDialog(page.setHeight(200), 'Modal');
       ui.showModelessDialog(page, 'Modeless');`,
    );
    expect(ui.shown).toEqual([
      { kind: 'sidebar', title: 'Panel', html: '<p>x' },
      { kind: 'dialog', title: 'Modal', html: '<p>x', width: 300, height: 200, modal: true },
      { kind: 'dialog', title: 'Modeless', html: '<p>x', width: 300, height: 200, modal: false },
    ]);
  });

  test('shows toasts', async () => {
    const ui = new ScriptedUserInterface();
    await evaluate('SpreadsheetApp.getActiveSpreadsheet().toast("done", "OKR")', { ui });
    expect(ui.shown).toEqual([{ kind: 'toast', title: 'OKR', text: 'done' }]);
  });
});
