// Workbooks with a tab for each thing, as the readers from npm write them.
import { Workbook as ExcelWorkbook, type Worksheet } from 'exceljs';
import { utils, write, type CellObject, type WorkSheet } from 'xlsx';
import { PICTURE } from './picture';

type Rows = readonly (readonly unknown[])[];

const DAY = new Date(Date.UTC(2026, 10, 23));

/** By exceljs, which makes no charts. */
export async function excelJsFile(): Promise<Buffer> {
  const book = new ExcelWorkbook();
  const tab = (title: string, ...rows: Rows): Worksheet => {
    const sheet = book.addWorksheet(title);
    for (const row of rows) sheet.addRow([...row]);
    return sheet;
  };
  tab('texts', ['2020.07'], ['x & <y>'], [' two  spaces ']);
  tab('days', [DAY]).getCell('A1').numFmt = 'd mmmm yyyy';
  tab('formulas', [2], [{ formula: 'A1*3', result: 6 }], [{ formula: 'IF(A1>1,"yes","no")', result: 'yes' }]);
  tab('notes', [1]).getCell('A1').note = 'agreed';
  const rule = (operator: 'greaterThan' | 'lessThan', style: object, priority: number) => ({
    type: 'cellIs' as const,
    operator,
    formulae: [2],
    style,
    priority,
  });
  tab('rules', [1], [2], [3]).addConditionalFormatting({
    ref: 'A1:A3',
    rules: [
      rule('greaterThan', { font: { bold: true } }, 1),
      rule('lessThan', { font: { italic: true } }, 2),
    ],
  });
  const choices = tab('choices', ['one']);
  for (const name of ['A1', 'A2', 'A3'])
    choices.getCell(name).dataValidation = { type: 'list', formulae: ['"one,two"'] };
  tab('names', [3], [{ formula: 'Rate*2', result: 6 }]);
  book.definedNames.add('names!$A$1', 'Rate');
  tab('panes', [1]).views = [{ state: 'frozen', ySplit: 1 }];
  const hidden = tab('hidden', [1, 2, 3], [4], [5]);
  hidden.getColumn(2).hidden = true;
  hidden.getRow(3).hidden = true;
  tab('merged', [1]).mergeCells('A1:B2');
  const formats = tab('formats', [0.5], [1.25]);
  formats.getCell('A1').numFmt = '0.00%';
  formats.getCell('A2').numFmt = '[h]:mm';
  tab('fonts', ['typed']).getCell('A1').font = { name: 'Courier New' };
  tab('headers', [1]).headerFooter.oddHeader = '&CBoard only';
  tab('links', [{ text: 'portal', hyperlink: 'https://example.org/' }]);
  tab('filters', ['kind'], ['a'], ['b']).autoFilter = 'A1:A3';
  const image = book.addImage({ base64: PICTURE, extension: 'png' });
  tab('pictures', [1]).addImage(image, 'A2:B3');
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** By SheetJS, which leaves most looks to its paid edition. */
export function sheetJsFile(): Buffer {
  const book = utils.book_new();
  const tab = (title: string, ...rows: Rows): WorkSheet => {
    const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
    utils.book_append_sheet(book, sheet, title);
    return sheet;
  };
  const at = (sheet: WorkSheet, name: string): CellObject => sheet[name] as CellObject;
  tab('texts', ['2020.07'], ['x & <y>'], [' two  spaces ']);
  at(tab('days', [46_349]), 'A1').z = 'd mmmm yyyy';
  const formulas = tab('formulas', [2], [6], ['yes']);
  at(formulas, 'A2').f = 'A1*3';
  at(formulas, 'A3').f = 'IF(A1>1,"yes","no")';
  at(tab('notes', [1]), 'A1').c = [{ a: 'Board', t: 'agreed' }];
  at(tab('names', [3], [6]), 'A2').f = 'Rate*2';
  book.Workbook = { Names: [{ Name: 'Rate', Ref: 'names!$A$1' }] };
  const hidden = tab('hidden', [1, 2, 3], [4], [5]);
  hidden['!cols'] = [{}, { hidden: true }];
  hidden['!rows'] = [{}, {}, { hidden: true }];
  tab('merged', [1])['!merges'] = [utils.decode_range('A1:B2')];
  const formats = tab('formats', [0.5], [1.25]);
  at(formats, 'A1').z = '0.00%';
  at(formats, 'A2').z = '[h]:mm';
  at(tab('links', ['portal']), 'A1').l = { Target: 'https://example.org/' };
  tab('filters', ['kind'], ['a'], ['b'])['!autofilter'] = { ref: 'A1:A3' };
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}
