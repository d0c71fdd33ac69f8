import { figureOf, isSameFormula, quotedText } from '../../src/sheets/formulas';
import { newSpreadsheet } from '../local/apps-script/spreadsheet/context';
import { figureSheet } from '../support/figure-sheet';

it('finds the figure of a period in a tab with any title, and none where the cell is blank', () => {
  const spreadsheet = newSpreadsheet();
  const title = "EGI's CPU/h";
  const sheet = figureSheet(spreadsheet, title, [
    ['Period', 'Hours'],
    ['2026.01-03', 12.5],
    ['2026.04-06', ''],
  ]);
  const figure = (label: string): unknown =>
    sheet
      .getRange(5, 5)
      .setFormula(
        `=IFERROR(${figureOf({ title, keyColumn: 0, column: 1, rows: 3 }, quotedText(label))};"none")`,
      )
      .getValue();
  expect(['2026.01-03', '2026.04-06', '2026.07-09'].map(figure)).toEqual([12.5, 'none', 'none']);
});

it('knows a formula again that a program has written down in another way', () => {
  expect(isSameFormula(`=SUM('Tab'!A1, 2)`, '=SUM(Tab!A1,2)')).toBe(true);
  expect(isSameFormula('=SUM(A1;2)', '=SUM(A1,2)')).toBe(true);
  expect(isSameFormula('=SUM(A1)', '=SUM(A2)')).toBe(false);
});
