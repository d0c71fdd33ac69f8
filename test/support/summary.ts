import type { TestWorld } from './world';

export const SUMMARY = 'OKR Summary';

/**
 * Chooses the menu item Quarterly summary.
 *
 * @param quarter what is entered; '' for the last complete one
 * @param isThere whether there is a page already, which may be replaced
 * @returns the text that can be copied
 */
export async function makeSummary(test: TestWorld, quarter = '', isThere = false): Promise<string> {
  test.ui.answer('OK', quarter);
  if (isThere) test.ui.answer('OK');
  await test.run('makeSummary', { origin: 'menu' });
  const dialog = test.ui.shown.findLast(({ kind }) => kind === 'dialog');
  return /<textarea[^>]*>(.*)<\/textarea>/s.exec(dialog && 'html' in dialog ? dialog.html : '')?.[1] ?? '';
}
