// What an .xlsx file tells of itself: docProps, and what is kept there for the next refresh.
import type { KeptChart } from './kept-charts';
import type { Found } from './loss';
import type { Relationship } from './parts';
import { relate, relationshipsOf, type Parts } from './parts';
import { parseXml, type XmlDocument } from './xml';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CORE = 'docProps/core.xml';
const APP = 'docProps/app.xml';
const CUSTOM = 'docProps/custom.xml';
const PROGRAM = 'OKR Stats';
/** The format's id for properties that users define. */
const FORMAT_ID = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

/** Properties that programs add by themselves. */
const FROM_PROGRAMS =
  /^(?:AppVersion|DocSecurity|HyperlinksChanged|LinksUpToDate|ScaleCrop|ShareDoc|WorkbookGuid|KSOProductBuildVer|ICV|MSIP_Label_.*|ContentTypeId|MediaServiceImageTags|Generator)$/u;

/** Excel shows 255 characters of a property, so longer values are kept in pieces. */
const PIECE = 250;

/** What is kept, as JSON. */
export interface Kept {
  /** What the script remembers. */
  readonly state: unknown;
  /** Full titles of tabs, by the short ones that stand for them. */
  readonly titles: Readonly<Record<string, string>>;
  /** Ids of tabs, by their titles in the file: the script knows tabs by these. */
  readonly ids: Readonly<Record<string, string>>;
  readonly idsGiven: number;
  /** Options of charts, by the titles of their tabs in the file. */
  readonly charts: Readonly<Record<string, readonly KeptChart[]>>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Adds the parts with properties, and their content types. */
export function addProperties(parts: Parts, title: string, kept: Kept): void {
  const declare = (path: string, type: string): void => {
    const types = parts.get('[Content_Types].xml') ?? '';
    parts.set(
      '[Content_Types].xml',
      types.replace('</Types>', `<Override PartName="/${path}" ContentType="${type}"/></Types>`),
    );
  };
  parts.set(
    CORE,
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:creator>${PROGRAM}</dc:creator></cp:coreProperties>`,
  );
  declare(CORE, 'application/vnd.openxmlformats-package.core-properties+xml');
  relate(parts, '', `${PACKAGE}/relationships/metadata/core-properties`, CORE);
  parts.set(
    APP,
    `<Properties xmlns="${OFFICE}/extended-properties"><Application>${PROGRAM}</Application></Properties>`,
  );
  declare(APP, 'application/vnd.openxmlformats-officedocument.extended-properties+xml');
  relate(parts, '', 'extended-properties', APP);
  const text = JSON.stringify(kept);
  const pieces = text.match(new RegExp(`.{1,${PIECE}}`, 'gsu')) ?? [];
  const properties = pieces.map(
    (piece, index) =>
      `<property fmtid="${FORMAT_ID}" pid="${index + 2}" name="${PROGRAM} ${index + 1}"><vt:lpwstr>${escaped(piece)}</vt:lpwstr></property>`,
  );
  parts.set(
    CUSTOM,
    `<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">${properties.join('')}</Properties>`,
  );
  declare(CUSTOM, 'application/vnd.openxmlformats-officedocument.custom-properties+xml');
  relate(parts, '', 'custom-properties', CUSTOM);
}

/** What was kept, as far as the programs that have saved the file since have left it whole. */
export function keptIn(parts: Parts): Kept {
  const path = relationshipsOf(parts, '').find(isCustom)?.target;
  const text = path === undefined ? undefined : parts.get(path);
  const nothing: Kept = { state: null, titles: {}, ids: {}, idsGiven: 0, charts: {} };
  if (text === undefined) return nothing;
  const pieces = new Map<number, string>();
  for (const property of parseXml(text).getElementsByTagName('property')) {
    const number = new RegExp(`^${PROGRAM} (\\d+)$`, 'u').exec(property.getAttribute('name') ?? '')?.[1];
    if (number !== undefined) pieces.set(Number(number), property.textContent);
  }
  const whole = [...pieces].sort(([one], [other]) => one - other).map(([, piece]) => piece);
  try {
    return { ...nothing, ...(JSON.parse(whole.join('')) as Partial<Kept>) };
  } catch {
    return nothing;
  }
}

/** What somebody has written into the properties of the file. */
export function foreignProperties(parts: Parts): Found[] {
  const related = (kind: string): XmlDocument | undefined => {
    const path = relationshipsOf(parts, '').find(({ type }) => type.endsWith(`/${kind}`))?.target;
    const text = path === undefined ? undefined : parts.get(path);
    return text === undefined ? undefined : parseXml(text);
  };
  const own = Array.from(related('custom-properties')?.getElementsByTagName('property') ?? [])
    .map((property) => property.getAttribute('name') ?? '')
    .filter((name) => !name.startsWith(`${PROGRAM} `) && !FROM_PROGRAMS.test(name));
  const core = ['dc:subject', 'cp:keywords', 'dc:description', 'cp:category'].filter((name) =>
    Array.from(related('core-properties')?.getElementsByTagName(name) ?? []).some(
      ({ textContent }) => textContent.trim() !== '',
    ),
  );
  return [...own, ...core.map((name) => name.replace(/^\w+:/u, ''))].map((name) => [
    'looks',
    `property "${name}" of the file`,
  ]);
}

const isCustom = ({ type }: Relationship): boolean => type.endsWith('/custom-properties');
