import { evaluate } from './script-host';

const cell = "const cell = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1');";

test.each<[what: string, body: string, gives: unknown]>([
  [
    'null among formulas leaves none',
    `${cell} return cell.setFormula('=1').setFormulas([[null]]).getFormula();`,
    '',
  ],
  [
    'colours of conditional formats read in small letters',
    `const rule = SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().setBackground('#FF0000'); ${cell}
     return rule.setRanges([cell]).build().getBooleanCondition().getBackground();`,
    '#ff0000',
  ],
  [
    'the values of a list are texts',
    `return SpreadsheetApp.newDataValidation().requireValueInList([9, 'z']).build().getCriteriaValues();`,
    [['9', 'z'], true],
  ],
  [
    'a protection that only warns has no editors',
    `${cell} return cell.protect().setWarningOnly(true).getEditors();`,
    [],
  ],
  ['a user prints the address', 'return String(Session.getEffectiveUser());', 'owner@example.org'],
  ['a page has no title at first', "return HtmlService.createHtmlOutput('').getTitle();", ''],
  ['nobody gets a lock before now', 'return LockService.getDocumentLock().tryLock(-100);', false],
])('%s', async (_, body, gives) => {
  await expect(evaluate(body)).resolves.toEqual(gives);
});

test.each([
  ["Utilities.sleep('a')", "The parameters (String) don't match the method signature for Utilities.sleep."],
  ['LockService.getDocumentLock().waitLock(-100)', 'Lock timeout'],
])('%s is refused', async (body, message) => {
  await expect(evaluate(body)).rejects.toThrow(message);
});
