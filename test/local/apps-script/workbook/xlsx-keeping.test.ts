import JSZip from 'jszip';
import type { Spreadsheet } from '../../../../local/apps-script/spreadsheet/spreadsheet';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { xlsxFile, type XlsxOptions } from '../../../support/xlsx-file';
import { spreadsheetOver } from '../spreadsheet/context';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const open = async (options: XlsxOptions): Promise<Workbook> => Workbook.fromXlsx(await xlsxFile(options));

/** The first tab as it is after the file was opened and saved, without spaces between elements. */
async function saved(workbook: Workbook): Promise<string> {
  const zip = await JSZip.loadAsync(await workbook.toXlsx());
  return ((await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '').replace(/>\s+</gu, '><');
}

const inTab = (tab: string, name: string): string | undefined =>
  new RegExp(`<c r="${name}".*?</c>`, 'u').exec(tab)?.[0].replace(/ s="\d+"/u, '');

describe('data validation of another program', () => {
  const rule = (attributes: string, ...formulas: string[]): string =>
    `<dataValidation ${attributes} sqref="E1:E9 G1">${formulas.map((text, index) => `<formula${index + 1}>${text}</formula${index + 1}>`).join('')}</dataValidation>`;

  it.each([
    ['whole numbers', 'type="whole" allowBlank="1" error="a &lt; b" promptTitle="T"', ['1', '10']],
    ['lengths of texts', 'type="textLength" operator="greaterThan"', ['3']],
    ['times', 'type="time"', ['0.25', '0.5']],
    ['days but one', 'type="date" operator="notEqual"', ['46000']],
    ['days after today', 'type="date" operator="greaterThan"', ['TODAY()']],
    ['a list with a name', 'type="list"', ['Words']],
    ['a list that a function makes', 'type="list"', ['INDIRECT(&quot;A1:A3&quot;)']],
    ['a function that is unknown here', 'type="custom"', ['FOO(1)']],
    ['nothing, but with a hint', 'prompt="only a hint"', []],
  ])('of %s is kept as it is, and stays with its cells', async (_what, attributes, formulas) => {
    const text = rule(attributes, ...formulas);
    const other = '<dataValidation type="decimal" sqref="A1"><formula1>1</formula1></dataValidation>';
    const workbook = await open({
      after: { Sheet1: `<dataValidations>${text}${other}</dataValidations>` },
      definedNames: '<definedName name="Words">Sheet1!$A$1:$A$3</definedName>',
    });
    expect(workbook.losses).toEqual([]);
    const before = await saved(workbook);
    expect(before).toContain('<dataValidations count="2">');
    // The order of attributes is free.
    const [start = '', rest = ''] = text.split(' sqref="E1:E9 G1"');
    for (const part of [start, rest]) expect(before).toContain(part);
    spreadsheetOver(workbook).getSheets()[0]?.insertRowsBefore(1, 2);
    expect(await saved(workbook)).toContain('sqref="E3:E11 G3"');
  });

  it('is refused where it compares with cells that it would not follow', async () => {
    const text = rule('type="whole"', '$A$1');
    const { losses } = await open({ after: { Sheet1: `<dataValidations>${text}</dataValidations>` } });
    expect(losses).toEqual([{ kind: 'contents', what: 'data validation', where: 'Sheet1!E1:E9 G1' }]);
  });

  it('that refers to another tab, which Excel puts elsewhere, is read', async () => {
    const extended =
      '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Words!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>B2:B9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>';
    const workbook = await open({ tabs: { Sheet1: '', Words: '' }, after: { Sheet1: extended } });
    expect(workbook.losses).toEqual([]);
    expect(await saved(workbook)).toMatch(/sqref="B2:B9".*?<formula1>'?Words'?!\$A\$1:\$A\$3<\/formula1>/u);
  });
});

describe('an array formula of another program', () => {
  const cell = (attributes: string, formula: string, value: string): string =>
    `<row r="1"><c r="A1" ${attributes}><f t="array" ${formula}</f><v>${value}</v></c></row>`;

  it.each([
    ['of one cell', '', 'ref="A1">SUM(B1:B2*B1:B2)', '5'],
    ['of one cell that may become more', 'cm="1"', 'ref="A1">_xlfn.UNIQUE(B1:B2)', '1'],
    ['of several cells that is unknown here', '', 'ref="A1:A3">FOO(B1:B2)', '7'],
  ])('%s is written back as it was, with its result', async (_what, attributes, formula, value) => {
    const workbook = await open({ tabs: { A: cell(attributes, formula, value) } });
    expect(workbook.losses).toEqual([]);
    expect(spreadsheetOver(workbook).getRange('A1').getValue()).toBe(Number(value));
    const marks = attributes === '' ? '' : ` ${attributes}`;
    expect(inTab(await saved(workbook), 'A1')).toBe(
      `<c r="A1"${marks} t="n"><f t="array" ${formula}</f><v>${value}</v></c>`,
    );
  });

  it('of several cells is written with the results of all of them', async () => {
    const row =
      '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>0</v></c><c r="B1"><v>4</v></c></row>';
    const second = '<row r="2"><c r="A2"><v>0</v></c><c r="B2"><v>5</v></c></row>';
    const tab = await saved(await open({ tabs: { A: row + second } }));
    expect([inTab(tab, 'A1'), inTab(tab, 'A2')].map((text) => /<v>(.*)<\/v>/u.exec(text ?? '')?.[1])).toEqual(
      ['8', '10'],
    );
  });
});

it('a formula keeps the marks that Excel wants, and the columns of a table that it names', async () => {
  const formulas = ['_xlfn._xlws.SORT(D1:D2)', '_xlfn.LET(_xlpm.x,1,_xlpm.x)', 'SUM([[#This Row],[b]])'];
  const cells = formulas.map(
    (text, index) => `<row r="${index + 5}"><c r="A${index + 5}"><f>${text}</f><v>1</v></c></row>`,
  );
  const table =
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="Table1" displayName="Table1" ref="A1:B4"><tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>';
  const workbook = await open({
    tabs: { A: cells.join('') },
    relationships: { A: `<Relationship Id="t" Type="${RELATIONS}/table" Target="../tables/t.xml"/>` },
    parts: { 'xl/tables/t.xml': table },
    after: { A: '<tableParts count="1"><tablePart r:id="t"/></tableParts>' },
  });
  const tab = await saved(workbook);
  expect([...tab.matchAll(/<f[^>]*>([^<]*)<\/f>/gu)].map(([, text]) => text)).toEqual(formulas);
});

it('a number in a cell that is formatted as text stays a number', async () => {
  const workbook = await open({
    formats: ['@'],
    tabs: {
      A: '<row r="1"><c r="A1" s="1"><v>43831.5</v></c><c r="B1" s="1" t="inlineStr"><is><t>007</t></is></c></row>',
    },
  });
  expect(spreadsheetOver(workbook).getRange('A1:B1').getValues()).toEqual([[43831.5, '007']]);
});

describe('what a drawing has', () => {
  const withDrawing = (drawing: string, kind = 'drawing'): XlsxOptions => ({
    relationships: {
      Sheet1: `<Relationship Id="d" Type="${RELATIONS}/${kind}" Target="../drawings/d.xml"/>`,
    },
    parts: { 'xl/drawings/d.xml': drawing },
  });

  it.each([
    [
      'a text box',
      '<xdr:wsDr xmlns:xdr="x"><xdr:sp>text</xdr:sp></xdr:wsDr>',
      'drawing',
      'text box or shape',
    ],
    [
      'a button',
      '<xml><x:ClientData ObjectType="Button"/></xml>',
      'vmlDrawing',
      'button or other form control',
    ],
  ])('%s is in the list', async (_what, drawing, kind, loss) => {
    const { losses } = await open(withDrawing(drawing, kind));
    expect(losses).toEqual([{ kind: 'contents', what: loss, where: 'Sheet1' }]);
  });
});

it('split panes, formats of parts of a text and properties of the file are told as looks', async () => {
  const rich = '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r></is></c></row>';
  const workbook = await open({
    tabs: { A: rich },
    change: (path, text) =>
      path.endsWith('sheet1.xml')
        ? text.replace(
            '<sheetData>',
            '<sheetViews><sheetView rightToLeft="1"><pane ySplit="600"/></sheetView></sheetViews><sheetData>',
          )
        : path === '_rels/.rels'
          ? text.replace(
              '</Relationships>',
              `<Relationship Id="c" Type="${RELATIONS}/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
            )
          : text,
    parts: {
      'docProps/custom.xml':
        '<Properties><property name="Client"/><property name="AppVersion"/></Properties>',
    },
  });
  expect(workbook.losses.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
    'looks: property "Client" of the file',
    'looks: split panes',
    'looks: columns from right to left',
    'looks: formats of parts of a text',
  ]);
  expect(await saved(workbook)).not.toContain('<pane');
});

describe('a tab that reaches far out', () => {
  it('is refused when something stands there', async () => {
    const row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    await expect(open({ tabs: { A: row } })).rejects.toThrow(
      'is larger than Google Sheets allows, which is 10 million cells: "A" reaches to row 1048576 and column 16384.',
    );
  });

  it('is read when only heights and formats stand there', async () => {
    const row =
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="30"><c r="A1048576" s="0"/></row>';
    const [sheet] = spreadsheetOver(await open({ tabs: { A: row } })).getSheets();
    expect([sheet?.getMaxRows(), sheet?.getRange('A1').getValue()]).toEqual([1000, 1]);
  });
});

describe('a title of more than 31 characters', () => {
  const titles = ['Accounting Cloud CPU/h by half-year', 'Another Accounting Cloud CPU/h by half-year'];
  const NOTE = `This tab is called "${titles[0] ?? ''}". Its title is cut here because .xlsx files allow 31 characters.`;

  /** The file without what other programs drop. @param change of the part with the tabs' titles */
  async function passedOn(change = (text: string): string => text): Promise<Spreadsheet> {
    const workbook = Workbook.create();
    for (const title of titles)
      spreadsheetOver(workbook).insertSheet(title).getRange('A1').setNote(`of ${title}`);
    const zip = await JSZip.loadAsync(await workbook.toXlsx());
    zip.remove('docProps/custom.xml');
    const parts = zip.file('xl/workbook.xml');
    zip.file('xl/workbook.xml', change((await parts?.async('string')) ?? ''));
    return spreadsheetOver(await Workbook.fromXlsx(await zip.generateAsync({ type: 'nodebuffer' })));
  }

  it('is found again in a note when a program drops the properties of the file', async () => {
    const sheets = (await passedOn()).getSheets();
    expect(sheets.map((sheet) => [sheet.getName(), sheet.getRange('A1').getNote()])).toEqual([
      ['Sheet1', ''],
      ...titles.map((title) => [title, `of ${title}`]),
    ]);
  });

  it('is not brought back once somebody has given the tab another one', async () => {
    const rename = (text: string): string => text.replace('"… Cloud CPU∕h by half-year"', '"Mine"');
    const sheets = (await passedOn(rename)).getSheets();
    expect(sheets.map((sheet) => sheet.getName())).toEqual(['Sheet1', 'Mine', titles[1]]);
  });

  it('goes to one tab when somebody has copied it with its note', async () => {
    const tabs = ['… Cloud CPU∕h by half-year (2)', '… Cloud CPU∕h by half-year'];
    const note = `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors><commentList><comment ref="B3" authorId="0"><text><r><t>${NOTE.replaceAll('"', '&quot;')}</t></r></text></comment></commentList></comments>`;
    const relation = `<Relationship Id="c" Type="${RELATIONS}/comments" Target="/xl/c.xml"/>`;
    const workbook = await open({
      tabs: Object.fromEntries(tabs.map((title) => [title, ''])),
      parts: { 'xl/c.xml': note },
      relationships: Object.fromEntries(tabs.map((title) => [title, relation])),
    });
    const names = spreadsheetOver(workbook)
      .getSheets()
      .map((sheet) => sheet.getName());
    expect(names).toEqual(['… Cloud CPU/h by half-year (2)', titles[0]]);
  });
});
