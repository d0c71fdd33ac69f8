import JSZip from 'jszip';
import type { Spreadsheet } from '../../../../local/apps-script/spreadsheet/spreadsheet';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { inlineRow, xlsxFile, type XlsxOptions } from '../../../support/xlsx-file';
import { spreadsheetOver } from '../spreadsheet/context';

const open = async (options: XlsxOptions): Promise<Spreadsheet> =>
  spreadsheetOver(await Workbook.fromXlsx(await xlsxFile(options)));

/** The text of the first tab of a file that was opened and saved. */
async function savedTab(options: XlsxOptions): Promise<string> {
  const workbook = await Workbook.fromXlsx(await xlsxFile(options));
  const zip = await JSZip.loadAsync(await workbook.toXlsx());
  return (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
}

const rels = (target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

const cellIn = (tab: string, name: string): string | undefined =>
  new RegExp(`<c r="${name}"[^>]*>.*?</c>`, 'su')
    .exec(tab)?.[0]
    .replace(/>\s+</gu, '><')
    .replace(/ s="\d+"/u, '');

describe('a workbook of another program', () => {
  it('keeps texts that stand in their cells', async () => {
    const spreadsheet = await open({ tabs: { A: inlineRow(1, ['Period', '2020.07', ' x ']) } });
    expect(spreadsheet.getRange('A1:C1').getValues()).toEqual([['Period', '2020.07', ' x ']]);
  });

  it('may point to its parts from the root', async () => {
    const spreadsheet = await open({ absolute: true, tabs: { One: inlineRow(1, ['x']), Two: '' } });
    expect(spreadsheet.getSheets().map((sheet) => sheet.getName())).toEqual(['One', 'Two']);
  });

  it('may have a prefix before each element', async () => {
    const change = (path: string, text: string): string =>
      /workbook\.xml$|sheet1\.xml$/u.test(path)
        ? text.replace(/(<\/?)(?=\w)/gu, '$1x:').replace('xmlns=', 'xmlns:x=')
        : text;
    expect((await open({ change, tabs: { A: inlineRow(1, ['x']) } })).getRange('A1').getValue()).toBe('x');
  });

  it('may leave out where its rows and cells are', async () => {
    const spreadsheet = await open({
      tabs: { A: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' },
    });
    expect(spreadsheet.getRange('A1:B2').getValues()).toEqual([
      [1, 2],
      [3, ''],
    ]);
  });

  it('keeps a tab that its list of content types forgets', async () => {
    const change = (path: string, text: string): string =>
      path === '[Content_Types].xml'
        ? text.replace(/<Override PartName="[^"]*sheet2\.xml"[^>]*>/u, '')
        : text;
    const spreadsheet = await open({ change, tabs: { One: inlineRow(1, ['x']), Two: inlineRow(1, ['y']) } });
    const seen = spreadsheet.getSheets().map((sheet) => [sheet.getName(), sheet.getRange('A1').getValue()]);
    expect(seen).toEqual([
      ['One', 'x'],
      ['Two', 'y'],
    ]);
  });

  it('has its tabs in its own order, whatever their parts are called, with the notes on the right ones', async () => {
    const note = (text: string): string =>
      `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors><commentList><comment ref="A1" authorId="0"><text><r><t>${text}</t></r></text></comment></commentList></comments>`;
    const relation = (name: string): string =>
      `<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/xl/${name}.xml"/>`;
    const spreadsheet = await open({
      pathOf: (index) => `worksheets/sheet${9 - index}.xml`,
      tabs: { Gamma: '', Alpha: '', Beta: '' },
      parts: { 'xl/c1.xml': note('of Gamma'), 'xl/c2.xml': note('of Alpha') },
      relationships: { Gamma: relation('c1'), Alpha: relation('c2') },
    });
    expect(spreadsheet.getSheets().map((sheet) => [sheet.getName(), sheet.getRange('A1').getNote()])).toEqual(
      [
        ['Gamma', 'of Gamma'],
        ['Alpha', 'of Alpha'],
        ['Beta', ''],
      ],
    );
  });

  it.each(['2020.07', '1e5', '01/02/2020', 'TRUE', "'x", '=1+1'])(
    'that says of "%s" that it is a text, which a formula gave once, has that text',
    async (text) => {
      const row = `<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`;
      expect((await open({ tabs: { A: row } })).getRange('A1').getValue()).toBe(text);
    },
  );

  it('with formulas that were filled down has them written out, without touching texts, tabs and functions', async () => {
    const formula = 'IF(B2&gt;25,"Q1 ok",ATAN2(B2,$C$1))+FY25!A1+LOG10(B2)+SUM(B:B)+SUM(2:2)';
    const rows = `<row r="2"><c r="D2"><f t="shared" ref="D2:E3" si="0">${formula}</f><v>1</v></c></row><row r="3"><c r="E3"><f t="shared" si="0"/><v>1</v></c></row>`;
    const spreadsheet = await open({ tabs: { A: rows, FY25: '' } });
    expect(spreadsheet.getRange('A!E3').getFormula()).toBe(
      '=IF(C3>25,"Q1 ok",ATAN2(C3,$C$1))+FY25!B2+LOG10(C3)+SUM(C:C)+SUM(3:3)',
    );
  });

  it.each([
    ['LOG10(B2)', '1.5', 1.5],
    ['LET(_xlpm.x,B2,_xlpm.x*2)', '8', 8],
    ['IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""id"",""A1"")"),5)', '5', 5],
    ['OFFSET(B1,1,0)', '2', 2],
    ['[1]Other!A1+B2', '7', 7],
    // Other programs take the minus first.
    ['-2^2', '4', 4],
    // Google's function of that name takes two values.
    ['CONCAT(B2:C2)', '12', 12],
    ["'It''s'!A1+1", '43', 43],
  ])(
    'keeps the formula %s, which cannot be worked out here, with its result',
    async (formula, cached, result) => {
      const xml = formula.replaceAll('&', '&amp;');
      const options = { tabs: { A: `<row r="1"><c r="A1"><f>${xml}</f><v>${cached}</v></c></row>` } };
      const spreadsheet = await open(options);
      expect([spreadsheet.getRange('A1').getValue(), spreadsheet.getRange('A1').getFormula()]).toEqual([
        result,
        `=${formula}`,
      ]);
      expect(cellIn(await savedTab(options), 'A1')).toBe(`<c r="A1" t="n"><f>${xml}</f><v>${cached}</v></c>`);
    },
  );

  it('has the cells of a kept formula follow when rows come in', async () => {
    const spreadsheet = await open({
      tabs: { A: '<row r="1"><c r="A1" t="str"><f>FOO(B5:C6,"B5",A!$B5)</f><v>x</v></c></row>' },
    });
    spreadsheet.getSheets()[0]?.insertRowsBefore(3, 2);
    expect(spreadsheet.getRange('A1').getFormula()).toBe('=FOO(B7:C8,"B5",A!$B7)');
  });

  it('has each of several marks for newer functions taken away, and SUBTOTAL leave out hidden rows', async () => {
    const row =
      '<row r="1"><c r="A1"><f>_xlfn.DAYS(B1,C1)+_xlfn.DAYS(B1,D1)</f><v>1</v></c><c r="B1"><f>SUBTOTAL(109,C1:C3)</f><v>1</v></c></row>';
    const spreadsheet = await open({ tabs: { A: row } });
    expect(spreadsheet.getRange('A1').getFormula()).toBe('=DAYS(B1,C1)+DAYS(B1,D1)');
    expect(spreadsheet.getRange('B1').getFormula()).toBe('=SUBTOTAL(109,C1:C3)');
  });

  it('that counts days from 1904 has the days that it shows', async () => {
    const options = { formats: ['yyyy-mm-dd', '[h]:mm'], workbook: 'date1904="1"' };
    const row =
      '<row r="1"><c r="A1" s="1"><v>42369</v></c><c r="B1" s="2"><v>1.25</v></c><c r="C1"><v>42369</v></c></row>';
    const spreadsheet = await open({ ...options, tabs: { A: row } });
    expect(spreadsheet.getRange('A1').getValue()).toEqual(new Date('2020-01-01T00:00:00Z'));
    expect(spreadsheet.getRange('C1').getValue()).toBe(42369);
  });

  it.each(['[$-809]d mmmm yyyy;@', 'dd/mm/yyyy', '[$-F800]dddd, mmmm dd, yyyy', 'yyyy\\-mm\\-dd'])(
    'shows a day as %s, and it is a day',
    async (format) => {
      const spreadsheet = await open({
        formats: [format],
        tabs: { A: '<row r="1"><c r="A1" s="1"><v>43831</v></c></row>' },
      });
      expect(spreadsheet.getRange('A1').getValue()).toEqual(new Date('2020-01-01T00:00:00Z'));
    },
  );

  it.each(['[Red]0.0', '[h]:mm', '# ?/?', '0.00E+00', '[$-809]d mmmm yyyy;@', '#,##0 "EUR"'])(
    'keeps the number format %s',
    async (format) => {
      const workbook = await Workbook.fromXlsx(
        await xlsxFile({ formats: [format], tabs: { A: '<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>' } }),
      );
      const again = spreadsheetOver(await Workbook.fromXlsx(await workbook.toXlsx()));
      expect(again.getRange('A1').getNumberFormat()).toBe(format);
    },
  );

  it('keeps every conditional format of one range, words without more quotes, and what cells prompt', async () => {
    const rule = (word: string, priority: number): string =>
      `<cfRule type="cellIs" dxfId="0" priority="${priority}" operator="equal"><formula>"${word}"</formula></cfRule>`;
    const options = {
      dxfs: '<dxf><font><b/></font></dxf>',
      after: {
        A:
          `<conditionalFormatting sqref="A1:A3">${rule('done', 2)}${rule('at "risk"'.replaceAll('"', '""'), 1)}</conditionalFormatting>` +
          '<dataValidations count="1"><dataValidation type="list" sqref="B1:B3" prompt="choose" error="choose"><formula1>"one,two"</formula1></dataValidation></dataValidations>',
      },
      tabs: { A: '' },
    };
    const tab = await savedTab(options);
    const formulas = [...tab.matchAll(/<cfRule priority="(\d)".*?<formula>(.*?)<\/formula>/gsu)];
    expect(formulas.map(([, priority, formula]) => [priority, formula?.replaceAll('&quot;', '"')])).toEqual([
      ['1', '"at ""risk"""'],
      ['2', '"done"'],
    ]);
    expect(tab.match(/<conditionalFormatting /gu)).toHaveLength(1);
    expect(tab).toContain('error="choose" prompt="choose"');
  });

  it.each([
    ['$B$1', '=B1*Rate', 9],
    ['$B$1:$B$2', '=SUM(Rate)', 7],
    ['$B:$C', '=SUM(Rate)', 7],
    ['$1:$2', '=SUM(Rate)', 7],
  ])('keeps the name of %s, and works out formulas with it', async (reference, formula, result) => {
    const rows = [
      '<c r="B1"><v>3</v></c>',
      '<c r="B2"><v>4</v></c>',
      `<c r="E3"><f>${formula.slice(1)}</f><v>${result}</v></c>`,
    ];
    const workbook = await Workbook.fromXlsx(
      await xlsxFile({
        definedNames: `<definedName name="Rate">A!${reference}</definedName>`,
        tabs: { A: rows.map((row, index) => `<row r="${index + 1}">${row}</row>`).join('') },
      }),
    );
    expect(workbook.losses).toEqual([]);
    const bytes = await workbook.toXlsx();
    const text = await (await JSZip.loadAsync(bytes)).file('xl/workbook.xml')?.async('string');
    expect(text).toContain(`<definedName name="Rate">'A'!${reference}</definedName>`);
    for (const each of [workbook, await Workbook.fromXlsx(bytes)]) {
      const cell = spreadsheetOver(each).getRange('E3');
      expect([cell.getFormula(), cell.getValue()]).toEqual([formula, result]);
    }
  });

  it('shows what is shown of a group that ends where a hidden one does, and hides the rest', async () => {
    const columns =
      '<cols><col min="2" max="3" width="9" outlineLevel="1"/><col min="4" max="5" width="9" outlineLevel="2" hidden="1"/>' +
      '<col min="6" max="6" width="9" collapsed="1"/><col min="7" max="8" width="9" outlineLevel="1" hidden="1"/><col min="9" max="9" width="9" collapsed="1"/></cols>';
    const workbook = await open({
      tabs: { A: '<row r="1"><c r="J1"><v>1</v></c></row>' },
      change: (path, text) =>
        path.includes('sheet1') ? text.replace('<sheetData>', `${columns}<sheetData>`) : text,
    });
    const sheet = workbook.getSheets()[0];
    const hidden = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((column) => sheet?.isColumnHiddenByUser(column));
    expect(hidden).toEqual([4, 5, 7, 8]);
  });
});

it('a tab whose title is too long for the file has it again afterwards, also in formulas', async () => {
  const workbook = Workbook.create();
  const spreadsheet = spreadsheetOver(workbook);
  const titles = ['Accounting Cloud CPU/h by half-year', 'Accounting HTC CPU/h by half-year'];
  for (const title of titles) spreadsheet.insertSheet(title).getRange('A1').setValue(title.length);
  spreadsheet.getRange('Sheet1!A1').setFormula(`='${titles[0] ?? ''}'!A1`);
  const bytes = await workbook.toXlsx();
  const zip = await JSZip.loadAsync(bytes);
  const text = (await zip.file('xl/workbook.xml')?.async('string')) ?? '';
  expect([...text.matchAll(/ name="(.*?)"/gu)].map(([, name]) => name)).toEqual([
    'Sheet1',
    '… Cloud CPU∕h by half-year',
    '… HTC CPU∕h by half-year',
  ]);
  const again = spreadsheetOver(await Workbook.fromXlsx(bytes));
  expect(again.getSheets().map((sheet) => sheet.getName())).toEqual(['Sheet1', ...titles]);
  expect(again.getRange('Sheet1!A1').getFormula()).toBe(`='${titles[0] ?? ''}'!A1`);
});

it.each([
  ['', 'is empty'],
  ['a,b\n1,2', 'is no .xlsx file, or damaged'],
  ['\u00d0\u00cf\u0011\u00e0', 'is protected with a password, or in the old format .xls: save it as .xlsx'],
])('a file that is no workbook is refused in a sentence', async (text, message) => {
  await expect(Workbook.fromXlsx(Buffer.from(text, 'latin1'))).rejects.toThrow(message);
});

it.each([
  ['an .ods file', { 'content.xml': '<a/>' }, 'is an OpenDocument file (.ods): save it as .xlsx'],
  [
    'an .xlsb file',
    { '_rels/.rels': rels('xl/workbook.bin') },
    'is in the binary format .xlsb: save it as .xlsx',
  ],
  ['a document of another kind', { '_rels/.rels': rels('word/document.xml') }, 'has no workbook in it'],
])('%s under another name is refused in a sentence', async (_what, files, message) => {
  const zip = new JSZip();
  for (const [path, text] of Object.entries(files)) zip.file(path, text);
  await expect(Workbook.fromXlsx(await zip.generateAsync({ type: 'nodebuffer' }))).rejects.toThrow(message);
});

it('a tab in UTF-16 is read', async () => {
  const change = (path: string, text: string): string | Buffer =>
    path.includes('sheet1') ? Buffer.from(`\ufeff${text}`, 'utf16le') : text;
  expect((await open({ change, tabs: { A: inlineRow(1, ['ä']) } })).getRange('A1').getValue()).toBe('ä');
});

it('a chart or rule that refers to a tab with an apostrophe in its title stops a refresh', async () => {
  const after =
    '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>\'It\'\'s\'!A1=1</formula></cfRule></conditionalFormatting>';
  const bytes = await xlsxFile({ tabs: { A: '', "It's": '' }, after: { A: after } });
  expect((await Workbook.fromXlsx(bytes)).losses).toEqual([
    {
      kind: 'contents',
      what: 'chart, rule or name that refers to a tab with an apostrophe in its title',
      where: "It's",
    },
  ]);
});
