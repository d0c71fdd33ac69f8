import { addFunction, helpers, registries } from '@odoo/o-spreadsheet';

/**
 * SPARKLINE draws a small chart in a cell, which only Google Sheets does. Here, as in LibreOffice and Excel, it is an error
 * that a formula can do something about; for the library, a formula with a name that it has never heard is one as a whole.
 * Call once, before the first model.
 */
export function registerSparkline(): void {
  if (registries.functionRegistry.contains('SPARKLINE')) return;
  addFunction('SPARKLINE', {
    description: 'A small chart in a cell, drawn by Google Sheets alone.',
    args: [
      helpers.arg('data (any, range)', 'What it draws.'),
      helpers.arg('options (any, range, optional)', 'Names and values of options.'),
    ],
    isExported: true,
    compute: () => ({ value: '#NAME?', message: 'SPARKLINE is drawn by Google Sheets alone.' }),
  });
}
