import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { SteeredClock } from '../../local/apps-script/clock';
import { makeWorld } from '../../local/portals/generated-world';
import { inProcess } from '../../local/portals/in-process';
import { SamplePortals } from '../../local/portals/portals';
import { API_KEY, bundle, CLOUD, DASHBOARD, TestWorld } from '../support/world';
import {
  choose,
  contentOf,
  eventually,
  goTo,
  openPage,
  serve,
  startBrowser,
  typeInto,
  type ServedScript,
} from './support';

jest.setTimeout(60_000);

let browser: BrowserContext;
const requested: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  browser.on('request', (request) => requested.push(request.url()));
});

afterAll(async () => {
  await browser.close();
});

describe('the page with the bundle', () => {
  let served: ServedScript;
  let page: Page;
  const today = '2026-11-23';

  beforeAll(async () => {
    const earlier = new TestWorld({ today: '2026-08-15' });
    await earlier.refreshOne('cloud-cpu');
    earlier.host.workbook.title = 'Sample figures';
    const world = makeWorld({ today, vos: 8, firstMonth: '2025-10' });
    served = await serve(bundle(), {
      workbook: earlier.host.workbook,
      state: earlier.host.state,
      clock: new SteeredClock(new Date(`${today}T12:00:00Z`)),
      transport: inProcess(new SamplePortals({ today, world, apiKey: API_KEY })),
    });
    page = await openPage(browser, served.url);
  });

  afterAll(async () => {
    await page.close();
    await served.close();
  });

  test('shows the title, the person, and the dashboard before the tabs with figures', async () => {
    expect(await page.title()).toBe('Sample figures');
    expect(await page.locator('h1').innerText()).toBe('Sample figures');
    expect(await page.locator('#person').innerText()).toBe('owner@example.org');
    expect(await page.locator('.o-sheet.active').innerText()).toContain(DASHBOARD);
    await page.locator('.o-sheet', { hasText: CLOUD.replace('/', '\u2215') }).click();
    await eventually(async () => expect(await contentOf(page, 'A5')).toBe('2026.07-09'));
  });

  test('shows a new row, and a message, after a refresh from the menu', async () => {
    await choose(page, 'OKR Stats', 'Refresh now');
    await page.getByText('OKR Stats: all done').waitFor();
    await goTo(page, 'A1');
    await page.locator('.o-sheet', { hasText: CLOUD.replace('/', '\u2215') }).click();
    await eventually(async () => expect(await contentOf(page, 'A6')).toBe('2026.10-12'));
  });

  test('shows an alert until it is answered', async () => {
    await choose(page, 'OKR Stats', 'About');
    const alert = page.getByRole('dialog');
    expect(await alert.innerText()).toContain('from the Accounting Portal and the Operations Portal');
    await alert.getByRole('button', { name: 'OK' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  test('hands over what is typed into a prompt', async () => {
    await choose(page, 'OKR Stats', 'API key...');
    await page.getByRole('dialog').getByRole('textbox').fill('another-key');
    await page.keyboard.press('Enter');
    await page.getByText('Your API key has been saved.').waitFor();
    expect(served.host.properties.users['owner@example.org']?.apiKey).toContain('another-key');
    await page.keyboard.press('Escape');
  });

  test('takes a prompt closed by Escape for no answer', async () => {
    await choose(page, 'OKR Stats', 'API key...');
    await page.getByRole('dialog').getByRole('textbox').fill('third-key');
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await page.locator('#working').innerText()).toBe(''));
    expect(served.host.properties.users['owner@example.org']?.apiKey).toContain('another-key');
  });

  test('downloads the workbook as .xlsx', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Download as .xlsx').click(),
    ]);
    expect(download.suggestedFilename()).toBe('Sample figures.xlsx');
    // What a zip file starts with.
    expect((await readFile(await download.path())).toString('latin1', 0, 2)).toBe('PK');
  });
});

describe('the page with any script', () => {
  let served: ServedScript;
  let page: Page;
  const cells = () => {
    const { getters } = served.host.workbook.model;
    return getters
      .getCells('0')
      .map((cell) => getters.getCellText(getters.getCellPosition(cell.id), { showFormula: true }));
  };

  beforeEach(async () => {
    served = await serve(`
      function onOpen() {
        SpreadsheetApp.getUi().createMenu('Try').addItem('Panel', 'panel').addItem('Dialog', 'dialog')
          .addItem('Ask', 'ask').addItem('Fail', 'fail').addItem('Insert', 'insert').addToUi();
      }
      function onEdit(e) {
        SpreadsheetApp.getActive().toast([e.range.getA1Notation(), e.oldValue, e.value, e.user.getEmail()].join());
      }
      function page() {
        return HtmlService.createHtmlOutput(\`<button onclick="call()">Call</button><p id="said"></p><script>
          const say = (text) => { document.getElementById('said').textContent = text; };
          const call = () => google.script.run.withUserObject('!').withFailureHandler((e) => say(e.message))
            .withSuccessHandler((value, mark) => say(value + mark)).greet('you');
          const bye = () => google.script.run.withFailureHandler((e) => say(e.name + ': ' + e.message)).fail();
        </script><button onclick="bye()">Fail</button><button onclick="google.script.host.close()">Done</button>\`);
      }
      function panel() { SpreadsheetApp.getUi().showSidebar(page().setTitle('A panel')); }
      function dialog() { SpreadsheetApp.getUi().showModalDialog(page().setWidth(320).setHeight(200), 'A dialog'); }
      function greet(name) { return 'Hello ' + name; }
      function fail() { throw new RangeError('as it should'); }
      function ask() { const ui = SpreadsheetApp.getUi(); SpreadsheetApp.getActive().toast(ui.alert('Go on?', ui.ButtonSet.YES_NO)); }
      function insert() { SpreadsheetApp.getActive().getSheets()[0].insertRowBefore(1); }
    `);
    page = await openPage(browser, served.url);
  });

  afterEach(async () => {
    await page.close();
    await served.close();
  });

  test('writes what is typed into the workbook, tells the edit trigger, and can undo it', async () => {
    await typeInto(page, 'B2', '12.5');
    await page.getByText('B2,,12.5,owner@example.org').waitFor();
    await typeInto(page, 'B2', '=SUM(1,2)');
    await eventually(() => expect(cells()).toEqual(['=SUM(1,2)']));
    await page.keyboard.press('Control+z');
    await eventually(() => expect(cells()).toEqual(['12.5']));
    await goTo(page, 'B2');
    await page.keyboard.press('Delete');
    await eventually(() => expect(cells()).toEqual([]));
  });

  test('shows one person what another one types, and who that is', async () => {
    const other = await openPage(browser, `${served.url}/?as=b@example.org`);
    expect(await other.locator('#person').innerText()).toBe('b@example.org');
    await typeInto(other, 'A1', 'from b');
    await other.getByText('A1,,from b,b@example.org').waitFor();
    expect(await page.getByText('b@example.org').count()).toBe(0);
    await eventually(async () => expect(await contentOf(page, 'A1')).toBe('from b'));
    await other.close();
  });

  test('moves what is in the grid when the script inserts a row', async () => {
    await typeInto(page, 'A1', 'first');
    await eventually(() => expect(cells()).toEqual(['first']));
    await choose(page, 'Try', 'Insert');
    await eventually(async () => expect(await contentOf(page, 'A2')).toBe('first'));
  });

  test('says why a person may not edit a cell, and leaves it', async () => {
    const data = { description: '', owner: 'a@example.org', editors: [], warningOnly: false };
    served.host.workbook.run([{ type: 'ATTACH', kind: 'protection', sheetId: '0', data }]);
    await typeInto(page, 'A1', 'mine');
    await page.getByText('You are trying to edit a protected cell or object.').waitFor();
    expect(cells()).toEqual([]);
  });

  test.each([
    ['panel', 'Panel', '#sidebar'],
    ['dialog', 'Dialog', 'dialog'],
  ])('lets a %s call functions of the script and close itself', async (_, item, place) => {
    await choose(page, 'Try', item);
    const frame = page.frameLocator(`${place} iframe`);
    await frame.getByText('Call').click();
    await frame.getByText('Hello you!').waitFor();
    await frame.getByText('Fail').click();
    await frame.getByText('RangeError: as it should').waitFor();
    await frame.getByText('Done').click();
    await page.locator(`${place} iframe`).waitFor({ state: 'detached' });
  });

  test('gives the panel the width that it has at Google', async () => {
    await choose(page, 'Try', 'Panel');
    await page.locator('#sidebar').waitFor();
    expect((await page.locator('#sidebar').boundingBox())?.width).toBe(300);
  });

  test('says what a menu item failed with', async () => {
    await choose(page, 'Try', 'Fail');
    await page.getByText('RangeError: as it should').waitFor();
  });

  test('works from the menu by keyboard', async () => {
    await page.getByRole('menuitem', { name: 'Try' }).focus();
    for (const key of ['ArrowDown', 'End', 'a', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'No' }).click();
    await page.locator('.toast', { hasText: /^NO/ }).waitFor();
  });

  test('blocks nothing but the execution that asks', async () => {
    await choose(page, 'Try', 'Ask');
    await page.getByRole('dialog').waitFor();
    const second = served.host.run('greet', { args: ['you'], origin: 'panel' });
    expect(await second.result).toBe('Hello you');
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.locator('.toast', { hasText: /^YES/ }).waitFor();
  });

  test('says when the server does not answer', async () => {
    await served.close();
    await page.getByText('The local server does not answer.').waitFor();
  });
});

test('nothing is loaded from anywhere but this machine', () => {
  const outside = requested.filter((url) => !/^(?:http:\/\/127\.0\.0\.1:|data:|blob:|about:)/u.test(url));
  expect(requested.length).toBeGreaterThan(20);
  expect(outside).toEqual([]);
});
