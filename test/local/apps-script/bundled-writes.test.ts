import { ExecutionDied, ScriptError } from '../../../local/apps-script/errors';
import type { LateRefusal } from '../../../local/apps-script/bundled-writes';
import type { ScriptHost } from '../../../local/apps-script/host';
import { SpreadsheetApp } from '../../../local/apps-script/spreadsheet/spreadsheet-app';
import { openByHand } from '../../../local/by-hand';
import { hostOf } from './script-host';
import { contextOver } from './spreadsheet/context';

/** A rule that takes nothing but numbers above 0. */
const rejecting = ({ workbook, owner }: ScriptHost) =>
  new SpreadsheetApp(contextOver(workbook, owner))
    .newDataValidation()
    .requireNumberGreaterThan(0)
    .setAllowInvalid(false)
    .build();

/** A script that does something to the first tab and logs what is thrown where. */
const scriptOf = (steps: string): string => `function main() {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
  const trying = (step, what) => { try { return what(); } catch (error) { Logger.log(step + ': ' + error.message); } };
  ${steps}
}`;

async function run(
  steps: string,
  lateRefusal: LateRefusal,
  prepare?: (host: ScriptHost) => void,
): Promise<{ logs: string[]; cells: unknown[][] }> {
  const { host } = hostOf(scriptOf(steps));
  prepare?.(host);
  await host.run('main', { as: 'editor@example.org', lateRefusal }).result;
  const cells = openByHand(host.workbook, host.clock, host.owner).getRange('Sheet1!A1:B2').getValues();
  return { logs: host.logs.map(({ text }) => text), cells };
}

const secondWrite = (message?: string): LateRefusal => ({
  refuses: ({ name, args }) => name === 'Range.setValue' && args[0] === 'two',
  ...(message !== undefined && { message }),
});

/** Writes one, two and three, and asks for something. */
const threeWrites = (asking: string): string => `
  trying('one', () => sheet.getRange('A1').setValue('one'));
  trying('two', () => sheet.getRange('A2').setValue('two').setNote('a note'));
  trying('three', () => sheet.getRange('B1').setValue('three'));
  trying('asking', () => ${asking});
  trying('asking again', () => ${asking});`;

const MESSAGE = 'Service Spreadsheets failed while accessing document with id local-spreadsheet.';

test.each([
  ['flush', 'SpreadsheetApp.flush()'],
  ['a read', 'sheet.getRange("B2").getValues()'],
  ['a read of what the tab has', 'sheet.getLastRow()'],
  ['a write that has an answer', 'SpreadsheetApp.getActiveSpreadsheet().insertSheet()'],
])('%s tells once what was refused before it, and that is not in the sheet', async (_, asking) => {
  const { logs, cells } = await run(threeWrites(asking), secondWrite());
  expect(logs).toEqual([`asking: ${MESSAGE}`]);
  expect(cells).toEqual([
    ['one', ''],
    ['', ''],
  ]);
});

test('places are told without asking the sheet', async () => {
  const places = 'sheet.getRange("A1").offset(1, 1).getSheet().getSheetId()';
  const steps = `${threeWrites(places)} trying('flush', () => SpreadsheetApp.flush())`;
  expect((await run(steps, secondWrite())).logs).toEqual([`flush: ${MESSAGE}`]);
});

test('what comes after it in the bundle may be written all the same', async () => {
  const { cells } = await run(threeWrites('SpreadsheetApp.flush()'), { ...secondWrite(), rest: 'kept' });
  expect(cells).toEqual([
    ['one', 'three'],
    ['', ''],
  ]);
});

test.each(['Il servizio Fogli di lavoro non è disponibile.', 'サービス スプレッドシートに失敗しました。'])(
  'the refusal may be told in any words: %s',
  async (message) => {
    const { logs } = await run(threeWrites('SpreadsheetApp.flush()'), secondWrite(message));
    expect(logs).toEqual([`asking: ${message}`]);
  },
);

test('what the sheet refuses itself is told late, too', async () => {
  const steps = `
    trying('protected', () => sheet.getRange('A1').setValue('one'));
    trying('flush', () => SpreadsheetApp.flush());
    trying('rejected', () => sheet.getRange('A2').setValue('two'));
    trying('read', () => sheet.getRange('A2').getValue());`;
  const { logs, cells } = await run(steps, {}, (host) => {
    const sheet = openByHand(host.workbook, host.clock, host.owner);
    sheet.getRange('Sheet1!A1').protect().setDomainEdit(false);
    const numbers = sheet.getRange('Sheet1!A2');
    numbers.setDataValidation(rejecting(host));
  });
  expect(logs).toEqual([
    'flush: You are trying to edit a protected cell or object. ' +
      'Please contact the spreadsheet owner to remove protection if you need to edit.',
    'read: The data you entered in cell A2 violates the data validation rules set on this cell.',
  ]);
  expect(cells.flat().join('')).toBe('');
});

test('a refusal that nothing asked for makes the function fail at its end', async () => {
  const { host } = hostOf(scriptOf("sheet.getRange('A2').setValue('two')"));
  const failed: unknown = await host
    .run('main', { lateRefusal: secondWrite() })
    .result.catch((e: unknown) => e);
  expect(failed).toBeInstanceOf(ScriptError);
  expect(failed).toMatchObject({ name: 'Exception', message: MESSAGE });
});

test('a script that dies never hears of it', async () => {
  const { host } = hostOf(scriptOf(threeWrites('SpreadsheetApp.flush()')));
  const aroundCall = (call: { name: string }, proceed: () => Promise<unknown>) =>
    call.name === 'SpreadsheetApp.flush' ? Promise.reject(new ExecutionDied()) : proceed();
  const { result } = host.run('main', { lateRefusal: secondWrite(), aroundCall });
  await expect(result).rejects.toBeInstanceOf(ExecutionDied);
  expect(host.logs).toEqual([]);
});

test('executions that are started by triggers have the fates of the script', async () => {
  const { host, clock } = hostOf(
    `${scriptOf(threeWrites('SpreadsheetApp.flush()'))}
    function install() { ScriptApp.newTrigger('main').timeBased().after(1000).create(); }`,
  );
  await host.run('install').result;
  host.fates = { lateRefusal: secondWrite() };
  clock.advance(1000);
  await host.triggers.fireDue();
  expect(host.logs.map(({ text }) => text)).toEqual([`asking: ${MESSAGE}`]);
});
