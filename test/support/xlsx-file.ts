import JSZip from 'jszip';

/** What differs from a workbook with one blank tab. */
export interface XlsxOptions {
  /** XML inside `sheetData`, by the tab's title, in the order of the tabs. */
  readonly tabs?: Readonly<Record<string, string>>;
  /** XML after `sheetData`, by the tab's title. */
  readonly after?: Readonly<Record<string, string>>;
  /** Attributes of `workbookPr`. */
  readonly workbook?: string;
  readonly definedNames?: string;
  /** Number formats; style 1 is the first of them. */
  readonly formats?: readonly string[];
  /** Differential formats. */
  readonly dxfs?: string;
  /** More parts, by path. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Relationships of tabs, by title. */
  readonly relationships?: Readonly<Record<string, string>>;
  /** The path of the part of the tab with this number, from 0. */
  readonly pathOf?: (index: number) => string;
  /** Targets of relationships begin with a slash. */
  readonly absolute?: boolean;
  /** Changes a part before it is written. */
  readonly change?: (path: string, text: string) => string | Buffer;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relationshipsPart = (list: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;

/** An .xlsx file as other programs write them. */
export async function xlsxFile(options: XlsxOptions = {}): Promise<Buffer> {
  const { tabs = { Sheet1: '' }, after = {}, formats = [], parts = {}, relationships = {} } = options;
  const pathOf = options.pathOf ?? ((index: number) => `worksheets/sheet${index + 1}.xml`);
  const target = (path: string): string => (options.absolute ? `/xl/${path}` : path);
  const titles = Object.keys(tabs);
  const files: Record<string, string> = { ...parts };
  const relation = (id: string, type: string, to: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${to}"/>`;
  files['_rels/.rels'] = relationshipsPart(
    relation('r1', 'officeDocument', `${options.absolute ? '/' : ''}xl/workbook.xml`),
  );
  files['xl/_rels/workbook.xml.rels'] = relationshipsPart(
    titles.map((_title, index) => relation(`s${index}`, 'worksheet', target(pathOf(index)))).join('') +
      relation('styles', 'styles', target('styles.xml')),
  );
  const sheets = titles.map(
    (title, index) => `<sheet name="${title}" sheetId="${index + 1}" r:id="s${index}"/>`,
  );
  const names =
    options.definedNames === undefined ? '' : `<definedNames>${options.definedNames}</definedNames>`;
  files['xl/workbook.xml'] =
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${options.workbook ?? ''}/>` +
    `<sheets>${sheets.join('')}</sheets>${names}</workbook>`;
  titles.forEach((title, index) => {
    const path = `xl/${pathOf(index)}`;
    files[path] =
      `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetData>${tabs[title] ?? ''}</sheetData>${after[title] ?? ''}</worksheet>`;
    const own = relationships[title];
    if (own !== undefined) files[path.replace(/([^/]+)$/u, '_rels/$1.rels')] = relationshipsPart(own);
  });
  const codes = formats.map(
    (code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = ['0', ...formats.map((_code, index) => String(164 + index))].map(
    (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  );
  files['xl/styles.xml'] =
    `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><fonts><font><sz val="10"/><name val="Arial"/></font></fonts>` +
    `<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>` +
    `<cellStyleXfs><xf/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs><dxfs>${options.dxfs ?? ''}</dxfs></styleSheet>`;
  const overrides = titles.map(
    (_title, index) => `<Override PartName="/xl/${pathOf(index)}" ContentType="${CONTENT}.worksheet+xml"/>`,
  );
  files['[Content_Types].xml'] =
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${overrides.join('')}</Types>`;
  const zip = new JSZip();
  for (const [path, text] of Object.entries(files)) zip.file(path, options.change?.(path, text) ?? text);
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** A row of cells that hold texts themselves, as openpyxl and gnumeric write them. */
export const inlineRow = (row: number, texts: readonly string[]): string =>
  `<row r="${row}">${texts.map((text, index) => `<c r="${String.fromCharCode(65 + index)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
