import type { BrowserContext } from 'playwright-core';
import { RunningClock } from '../../local/apps-script/clock';
import { bundle } from '../support/world';
import { choose, eventually, openPage, serve, startBrowser, type ServedScript } from './support';

jest.setTimeout(60_000);

let browser: BrowserContext;
let served: ServedScript;
beforeAll(async () => {
  [browser, served] = await Promise.all([startBrowser(), serve(bundle(), { clock: new RunningClock() })]);
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** Whether something is wider than what shows it, in pixels. */
const WIDER = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

it.each([
  ['a desk', 1280, 800],
  ['a phone', 390, 844],
])('the page fits on %s, with its menu, grid and tabs', async (_, width, height) => {
  const page = await openPage(browser, served.url);
  await page.setViewportSize({ width, height });
  // The grid is drawn anew some time after the window has its new size.
  await eventually(async () => {
    expect(await page.evaluate(WIDER)).toBe(0);
    for (const part of ['#menu-bar', '.o-grid', '.o-sheet']) {
      const box = await page.locator(part).first().boundingBox();
      expect([part, (box?.x ?? -1) >= 0 && (box?.y ?? height) < height && (box?.x ?? width) < width]).toEqual(
        [part, true],
      );
    }
  });
  await page.close();
});

it('every view of the panel fits into the 300 pixels that Google gives it, and on a phone nothing lies over it', async () => {
  const page = await openPage(browser, served.url);
  await choose(page, 'OKR Stats', 'Open panel');
  const panel = page.frameLocator('#sidebar iframe');
  await panel.getByRole('tab', { name: 'Refresh' }).waitFor();
  for (const name of ['Refresh', 'Schedule', 'Settings', 'Check']) {
    await panel.getByRole('tab', { name }).click();
    const closed = panel.locator('section:not([hidden]) details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
    const sizes = '(html) => [html.clientWidth <= 300, html.scrollWidth - html.clientWidth]';
    await eventually(async () => {
      expect([name, await panel.locator('html').evaluate(`(${sizes})(document.documentElement)`)]).toEqual([
        name,
        [true, 0],
      ]);
    });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  // What lies over what, in the middle of its height and at its left edge.
  const above = `(() => {
    const { left, top, height } = document.getElementById('sidebar').getBoundingClientRect();
    return document.elementFromPoint(left + 8, top + height / 2).closest('#sidebar') !== null;
  })()`;
  await eventually(async () => expect(await page.evaluate(above)).toBe(true));
  await page.close();
});
