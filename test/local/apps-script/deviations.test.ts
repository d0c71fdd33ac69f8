import { deviations, type Deviation } from '../../../local/apps-script/deviations';
import type { Fates } from '../../../local/apps-script/host';
import { Workbook } from '../../../local/apps-script/workbook/workbook';
import { answering, hostOf } from './script-host';

/** A function body over the first `sheet` of its `spreadsheet`, what it gives usually, and what otherwise. */
type Trial = readonly [body: string, usual: unknown, otherwise: unknown];

/** What a written value is, with the number format that the cell had before. */
const written = (value: string, format = '@'): string =>
  `return typeof sheet.getRange('B2').setNumberFormat('${format}').setValue(${value}).getValue();`;

const message = (body: string): string =>
  `try { ${body} } catch (error) { return error.message; } return 'fine';`;

const deletedName = `spreadsheet.setNamedRange('Here', sheet.getRange('B2')); sheet.deleteRow(2);
  const range = spreadsheet.getRangeByName('Here'); return range && range.getA1Notation();`;

const unreadable = (builder: string, use: string): string =>
  message(`const rule = SpreadsheetApp.${builder}; const cell = sheet.getRange('B2'); ${use}`);

const TRIALS: Readonly<Record<Deviation, Trial>> = {
  'american formulas': ["return sheet.getRange('A1').setFormula('=SUM(A2,0.5)').getValue();", '#ERROR!', 0.5],
  'semicolons refused': ["return sheet.getRange('A1').setFormula('=SUM(1;2)').getValue();", 3, '#ERROR!'],
  'unreadable formats refused': [
    unreadable(
      "newConditionalFormatRule().whenFormulaSatisfied('=OR(A1,A2)')",
      'sheet.setConditionalFormatRules([rule.setRanges([cell]).build()]);',
    ),
    'fine',
    'Invalid argument: formula',
  ],
  'unreadable validations refused': [
    unreadable(
      "newDataValidation().requireFormulaSatisfied('=OR(A1,A2)')",
      'cell.setDataValidation(rule.build());',
    ),
    'fine',
    'Invalid argument: formula',
  ],
  'periods become dates': [written("'2020.01-03'"), 'string', 'number'],
  'text format ignored': [written("'+1'"), 'string', 'number'],
  'equals stays text': [written("'=1+1'"), 'number', 'string'],
  'apostrophes stay': ['return sheet.getRange("A1").setValue("\'x").getValue();', 'x', "'x"],
  'date formats give way': [written('7', 'yyyy-MM-dd'), 'object', 'number'],
  'formats not read back': [
    "return sheet.getRange('A1').setNumberFormat('@').getNumberFormat();",
    '@',
    '0.###############',
  ],
  'refused late': [
    `sheet.setFrozenRows(2); let late = false;
      try { sheet.deleteRows(1, 1000); late = true; SpreadsheetApp.flush(); } catch (error) { return late; }`,
    false,
    true,
  ],
  'tabs stay': [
    message('spreadsheet.deleteSheet(spreadsheet.insertSheet());'),
    'fine',
    'The sheet could not be deleted.',
  ],
  'no tab by id': ['return spreadsheet.getSheetById(sheet.getSheetId()) === null;', false, true],
  'notes lost': ["return sheet.getRange('A1').setNote('x').getNote();", 'x', ''],
  'widths not read back': ['return sheet.setColumnWidth(1, 40).getColumnWidth(1);', 40, 100],
  'chart options lost': [
    `sheet.insertChart(sheet.newChart().addRange(sheet.getRange('A1:B2')).setOption('title', 'x').build());
      return sheet.getCharts()[0].getOptions().get('title');`,
    'x',
    null,
  ],
  'charts of one tab': [
    `const other = spreadsheet.insertSheet();
      return sheet.newChart().addRange(sheet.getRange('A1')).addRange(other.getRange('B1')).build().getRanges().length;`,
    2,
    1,
  ],
  'conditional formats lost': [
    `const rule = SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().setRanges([sheet.getRange('A1')]);
      sheet.setConditionalFormatRules([rule.build()]); return sheet.getConditionalFormatRules().length;`,
    1,
    0,
  ],
  'named ranges stay': [deletedName, null, 'B2'],
  'named ranges fail': [message(deletedName), null, 'The named range "Here" does not exist.'],
  'large values refused': [
    message("PropertiesService.getDocumentProperties().setProperty('a', 'x'.repeat(8500));"),
    'fine',
    'Argument too large: value',
  ],
  'cache forgets': [
    "const c = CacheService.getDocumentCache(); c.put('a', 'x'); return c.get('a');",
    'x',
    null,
  ],
  'unknown hosts answer': [
    message("UrlFetchApp.fetchAll([{ url: 'https://unknown.org', muteHttpExceptions: true }]);"),
    'DNS error: https://unknown.org',
    'fine',
  ],
  'faults name no address': [
    message("UrlFetchApp.fetchAll(['https://unknown.org']);"),
    'DNS error: https://unknown.org',
    'DNS error',
  ],
  'timeouts ignored': [
    message("UrlFetchApp.fetch('https://slow.org', { timeoutSeconds: 5 });"),
    'Timeout: https://slow.org',
    'fine',
  ],
  'timeouts refused': [
    message("UrlFetchApp.fetch('https://a.org', { timeoutSeconds: 5 });"),
    'fine',
    'Attribute provided with invalid value: timeoutSeconds',
  ],
  'ranges ignored': [
    "return UrlFetchApp.fetch('https://a.org', { headers: { Range: 'bytes=0-1' } }).getResponseCode();",
    206,
    200,
  ],
  'one-off triggers late': [
    "ScriptApp.newTrigger('seen').timeBased().after(1000).create();",
    ['1 owner@example.org'],
    ['901 owner@example.org'],
  ],
  'one-off triggers disabled': [
    "ScriptApp.newTrigger('seen').timeBased().after(1000).create();",
    ['1 owner@example.org'],
    [],
  ],
  'triggers tell no user': [
    "ScriptApp.newTrigger('seen').timeBased().after(1000).create();",
    ['1 owner@example.org'],
    ['1 '],
  ],
};

/** What the body gives, or what its triggers have logged. */
async function give(body: string, fates: Fates, deviation?: Deviation): Promise<unknown> {
  const { host, clock } = hostOf(
    `function seen() { Logger.log((Date.now() - ${Date.parse('2026-03-25T09:00:00Z')}) / 1000 + ' '
       + Session.getEffectiveUser().getEmail()); }
     function main() {
       const spreadsheet = SpreadsheetApp.getActiveSpreadsheet(); const sheet = spreadsheet.getSheets()[0]; ${body}
     }`,
    {
      workbook: Workbook.create({ locale: 'nl_NL' }),
      transport: answering(({ url, headers, timeoutMilliseconds }) => {
        if (url.includes('unknown')) return { kind: 'dns' };
        if (url.includes('slow') && timeoutMilliseconds < 60_000) return { kind: 'timeout' };
        return { status: headers.Range === undefined ? 200 : 206 };
      }),
    },
  );
  if (deviation !== undefined) host.deviations.add(deviation);
  const given = await host.run('main', fates).result;
  if (given !== undefined) return given;
  for (const milliseconds of [1000, 900_000]) {
    clock.advance(milliseconds);
    await host.triggers.fireDue();
  }
  return host.logs.map(({ text }) => text);
}

test.each(Object.keys(deviations) as Deviation[])('%s', async (deviation) => {
  const [body, usual, otherwise] = TRIALS[deviation];
  expect([await give(body, {}), await give(body, {}, deviation)]).toEqual([usual, otherwise]);
});
