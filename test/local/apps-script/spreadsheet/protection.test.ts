import type { Sheet } from '../../../../local/apps-script/spreadsheet/sheet';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { EDITOR, OWNER, spreadsheetOver } from './context';

const REFUSED = new Error(
  'You are trying to edit a protected cell or object. ' +
    'Please contact the spreadsheet owner to remove protection if you need to edit.',
);

/** The same tab, as its owner and as another editor have it. */
function start(): { mine: Sheet; theirs: Sheet } {
  const workbook = Workbook.create();
  return {
    mine: spreadsheetOver(workbook, OWNER).getActiveSheet(),
    theirs: spreadsheetOver(workbook, EDITOR).getActiveSheet(),
  };
}

/** Takes everybody but the owner out. */
const closed = <T extends { removeEditors(editors: string[]): T; setDomainEdit(editable: boolean): T }>(
  protection: T,
): T => protection.setDomainEdit(false);

it('lets everybody edit until somebody is taken out', () => {
  const { mine, theirs } = start();
  const protection = mine.getRange('A1').protect();
  expect(theirs.getRange('A1').setValue(1).getValue()).toBe(1);
  protection.removeEditors([EDITOR]);
  expect(() => theirs.getRange('A1').setValue(2)).toThrow(REFUSED);
});

test.each<[string, (sheet: Sheet) => unknown]>([
  ['setValue', (sheet) => sheet.getRange('B2').setValue(1)],
  [
    'setValues across it',
    (sheet) =>
      sheet.getRange('A1:B2').setValues([
        [1, 2],
        [3, 4],
      ]),
  ],
  ['setFormula', (sheet) => sheet.getRange('B2').setFormula('=1')],
  ['setNote', (sheet) => sheet.getRange('B2').setNote('x')],
  ['setNumberFormat', (sheet) => sheet.getRange('B2').setNumberFormat('@')],
  ['setBackground', (sheet) => sheet.getRange('B2').setBackground('#ff0000')],
  ['clearContent', (sheet) => sheet.getRange('B2').clearContent()],
  ['insertCheckboxes', (sheet) => sheet.getRange('B2').insertCheckboxes()],
  ['deleteRow', (sheet) => sheet.deleteRow(2)],
  ['insertRowAfter in its midst', (sheet) => sheet.insertRowAfter(2)],
  ['sort', (sheet) => sheet.sort(1)],
])('a protected range refuses %s by others, and changes nothing', (_what, act) => {
  const { mine, theirs } = start();
  mine.getRange('B2:B3').setValues([['kept'], ['too']]);
  closed(mine.getRange('B2:B3').protect());
  const before = mine.getRange('A1:C4').getValues();
  expect(() => act(theirs)).toThrow(REFUSED);
  expect(mine.getRange('A1:C4').getValues()).toEqual(before);
});

it('a protected range leaves the rest of the tab alone, and moves with its rows', () => {
  const { mine, theirs } = start();
  closed(mine.getRange('B2').protect());
  theirs.getRange('A1').setValue(1);
  theirs.insertRowBefore(1);
  expect(theirs.getRange('B2').setValue(1).getValue()).toBe(1);
  expect(() => theirs.getRange('B3').setValue(1)).toThrow(REFUSED);
  expect(mine.getProtections('RANGE').map((each) => each.getRange().getA1Notation())).toEqual(['B3']);
});

test.each<[string, (sheet: Sheet) => unknown]>([
  ['setValue', (sheet) => sheet.getRange('Z9').setValue(1)],
  ['insertRowAfter', (sheet) => sheet.insertRowAfter(5)],
  ['deleteRow', (sheet) => sheet.deleteRow(5)],
  ['appendRow', (sheet) => sheet.appendRow([1])],
  ['setName', (sheet) => sheet.setName('mine')],
])('a protected tab refuses %s by others', (_what, act) => {
  const { mine, theirs } = start();
  closed(mine.protect());
  expect(() => act(theirs)).toThrow(REFUSED);
  expect(() => act(mine)).not.toThrow();
});

it('a warning does not hold scripts up', () => {
  const { mine, theirs } = start();
  closed(mine.protect()).setWarningOnly(true);
  expect(theirs.getRange('A1').setValue(1).getValue()).toBe(1);
});

it('others cannot take a protection away, its owner can', () => {
  const { mine, theirs } = start();
  const protection = closed(mine.protect()).setDescription('figures');
  const [same] = theirs.getProtections('SHEET');
  expect([same?.getDescription(), same?.canEdit()]).toEqual(['figures', false]);
  expect(() => same?.remove()).toThrow(REFUSED);
  protection.remove();
  expect(theirs.getRange('A1').setValue(1).getValue()).toBe(1);
});

it('a tab has one protection at most', () => {
  const { mine } = start();
  mine.protect().setDescription('first');
  expect(mine.protect().getDescription()).toBe('first');
  expect(mine.getProtections('SHEET')).toHaveLength(1);
});
