/** A4, as in `ST_PaperSize`. */
const PAPER = 9;
/** The name of the rows that are printed on every page of a tab. */
export const PRINT_TITLES = '_xlnm.Print_Titles';

/** What stands behind the page setup of a tab, by the order that the format prescribes. */
const BEHIND =
  /<(?:headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[ />]|<\/worksheet>/u;
const MARGINS = '<pageMargins left="0.4" right="0.4" top="0.4" bottom="0.4" header="0.2" footer="0.2"/>';

/**
 * A tab as it is printed: landscape, one page wide. One with charts is there to be looked at as a whole, and takes one page.
 *
 * @param sheet the text of its part
 */
export function withPageSetup(sheet: string): string {
  const height = sheet.includes('<drawing ') ? 1 : 0;
  const setup = `<pageSetup paperSize="${PAPER}" orientation="landscape" fitToWidth="1" fitToHeight="${height}"/>`;
  const bare = sheet.replace(/<pageMargins [^>]*\/>|<pageSetup [^>]*\/>/gu, '');
  const end = bare.search(BEHIND);
  return withFit(`${bare.slice(0, end)}${MARGINS}${setup}${bare.slice(end)}`);
}

/** Programs look at the pages wide and high only when a tab says so among its properties, which come first. */
function withFit(sheet: string): string {
  const fit = '<pageSetUpPr fitToPage="1"/>';
  if (sheet.includes('<sheetPr/>')) return sheet.replace('<sheetPr/>', `<sheetPr>${fit}</sheetPr>`);
  if (sheet.includes('</sheetPr>')) return sheet.replace('</sheetPr>', `${fit}</sheetPr>`);
  return sheet.replace(/<worksheet[^>]*>/u, (start) => `${start}<sheetPr>${fit}</sheetPr>`);
}
