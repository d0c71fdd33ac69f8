import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { RunningClock } from '../../local/apps-script/clock';
import type { ScriptHost } from '../../local/apps-script/host';
import { fault } from '../../local/portals/faults';
import { makeWorld } from '../../local/portals/generated-world';
import { inProcess } from '../../local/portals/in-process';
import { SamplePortals } from '../../local/portals/portals';
import type { Transport } from '../../local/transport';
import { restated } from '../support/restated';
import { API_KEY, bundle, CLOUD, DASHBOARD, OKR_USERS, RUN_LOG, TestWorld, USERS } from '../support/world';
import {
  choose,
  contentOf,
  eventually,
  openPage,
  serve,
  startBrowser,
  typeInto,
  type ServedScript,
} from './support';

jest.setTimeout(60_000);

const OWNER = 'owner@example.org';
const B = 'b@example.org';
const today = '2026-11-23';
const world = makeWorld({ today, vos: 8, firstMonth: '2025-10' });

let browser: BrowserContext;
let served: ServedScript;
let host: ScriptHost;
let portals: SamplePortals;
/** Answers that the portals keep back, and until when. */
let heldBack: { readonly match: RegExp; readonly until: Promise<void> } | undefined;
/** The portals give what they have kept back. */
let letGo = (): void => undefined;

/** From now on the portals keep back the answers to requests that match, until {@link letGo}. */
function holdBack(match: RegExp): void {
  heldBack = { match, until: new Promise((resolve) => (letGo = resolve)) };
}

beforeAll(async () => {
  browser = await startBrowser();
  const earlier = new TestWorld({ world, today: '2026-08-15' });
  await earlier.refresh();
  earlier.host.workbook.title = 'OKR statistics (sample figures)';
  portals = new SamplePortals({ today, world: restated(world), apiKey: API_KEY });
  const quick = inProcess(portals);
  const transport: Transport = async (request, clock) => {
    if (heldBack?.match.test(request.url)) await heldBack.until;
    return quick(request, clock);
  };
  served = await serve(bundle(), {
    workbook: earlier.host.workbook,
    state: earlier.host.state,
    clock: new RunningClock(new Date(`${today}T12:00:00Z`)),
    transport,
  });
  host = served.host;
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

afterEach(() => {
  letGo();
  heldBack = undefined;
  portals.faults.clear();
});

/** Opens the spreadsheet as somebody, with the panel. */
async function openPanel(person = OWNER): Promise<{ page: Page; panel: FrameLocator }> {
  const page = await openPage(browser, `${served.url}/?as=${person}`);
  await choose(page, 'OKR Stats', 'Open panel');
  const panel = page.frameLocator('#sidebar iframe');
  await panel.getByRole('heading', { name: 'Last results' }).waitFor();
  return { page, panel };
}

const goToTab = (page: Page, title: string): Promise<void> =>
  page
    .locator('.o-sheet', { hasText: title.replaceAll('/', '\u2215') })
    .first()
    .click();

/** For people to look at after a change. */
const shoot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: `.tmp/screenshots/${name}.png` });

const view = (panel: FrameLocator, name: string): Promise<void> => panel.getByRole('tab', { name }).click();

describe('the view Refresh', () => {
  test('shows what came of each statistic last', async () => {
    const { page, panel } = await openPanel();
    await panel.locator('summary', { hasText: /^Cloud CPU\/h/ }).click();
    await panel
      .getByText(/2026-08-15 .* by owner@example\.org/)
      .first()
      .waitFor();
    await page.close();
  });

  test('is shown progress while a slow refresh runs; cancelled midway it leaves the old figures', async () => {
    const { page, panel } = await openPanel();
    await goToTab(page, CLOUD);
    let before = '';
    await eventually(async () => expect((before = await contentOf(page, 'B5'))).toMatch(/^\d+$/));
    holdBack(/./);
    await panel.getByRole('button', { name: 'Refresh' }).click();
    await panel.getByRole('heading', { name: /^1 of \d: Cloud CPU\/h$/ }).waitFor();
    await panel.getByText(/\d+ of \d+ answers, \d+ s so far, .*for owner@example\.org/).waitFor();
    await panel
      .locator('summary', { hasText: /^Users/ })
      .getByText('waiting')
      .waitFor();
    await shoot(page, 'progress');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByText(/^It stops before its next requests\./).waitFor();
    letGo();
    await panel
      .getByText('Cancelled. The old figures are kept.', { exact: true })
      .waitFor({ timeout: 20_000 });
    await panel.locator('summary', { hasText: 'Users' }).getByText('cancelled').waitFor();
    await goToTab(page, CLOUD);
    await eventually(async () => expect(await contentOf(page, 'B5')).toBe(before));
    await eventually(async () => expect(await contentOf(page, 'A6')).toBe(''));
    await shoot(page, 'cancelled');
    await page.close();
  });

  test('shows what would change, and writes it only then', async () => {
    const { page, panel } = await openPanel();
    await panel.getByRole('checkbox', { name: 'Users', exact: true }).uncheck();
    await panel.getByLabel(/^All periods/).check();
    await panel.getByRole('button', { name: 'Refresh' }).click();
    const row = panel.locator('tr', { hasText: '2026.04-06' }).first();
    expect(await row.innerText()).toMatch(/^2026\.04-06\s+[\d,]+\s+[\d,]+\s+\+\d+\.\d %$/);
    expect(await panel.getByRole('button', { name: 'Write these figures' }).first().isVisible()).toBe(true);
    expect(
      await panel
        .getByText(/2026\.04-06, CPU\/h: [\d,]+ -> [\d,]+/)
        .first()
        .isVisible(),
    ).toBe(false);
    await goToTab(page, CLOUD);
    await eventually(async () => expect(await contentOf(page, 'A6')).toBe(''));
    await shoot(page, 'dry-run');
    await panel.getByRole('button', { name: 'Write these figures' }).first().click();
    await panel.getByText('All done.').waitFor();
    await goToTab(page, CLOUD);
    await eventually(async () => expect(await contentOf(page, 'A6')).toBe('2026.10-12'));
    await page.close();
  });

  test('refreshes to the end, and the grid shows the figures of one statistic while slow portals are asked for the next', async () => {
    const { page, panel } = await openPanel();
    await goToTab(page, CLOUD);
    await typeInto(page, 'B6', '1');
    holdBack(/vo-users/);
    await panel.getByRole('button', { name: 'Refresh' }).click();
    await eventually(async () => expect(await contentOf(page, 'B6')).toMatch(/^\d{2,}$/));
    await panel.getByText(/of \d+ answers/).waitFor();
    letGo();
    await goToTab(page, OKR_USERS);
    await panel.getByText('All done.').waitFor();
    await eventually(async () => expect(await contentOf(page, 'A6')).toBe('2026.10-12'));
    await goToTab(page, CLOUD);
    await shoot(page, 'grid');
    await page.close();
  });

  test('says what failed and what was kept', async () => {
    portals.faults.add({ match: '/egi/', fault: fault.status(403) });
    const { page, panel } = await openPanel();
    await panel.getByRole('button', { name: 'Refresh' }).click();
    await panel.getByText('Not everything could be refreshed: see below.').waitFor();
    await panel
      .getByText(/HTTP 403[^]*old figures kept\./)
      .first()
      .waitFor();
    await shoot(page, 'failed');
    await page.close();
  });

  test('can be used by keyboard alone', async () => {
    const { page, panel } = await openPanel();
    await panel.getByRole('tab', { name: 'Refresh' }).focus();
    await page.keyboard.press('ArrowRight');
    await panel.getByRole('heading', { name: 'Refresh by itself' }).waitFor();
    await page.keyboard.press('End');
    await panel.getByRole('heading', { name: 'Check this spreadsheet' }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const cloud = panel.getByRole('checkbox', { name: 'Cloud CPU/h', exact: true });
    await eventually(async () => expect(await cloud.isChecked()).toBe(false));
    await page.close();
  });
});

describe('the view Settings', () => {
  test('says beside the fields what is wrong, all at once, and saves nothing', async () => {
    const { page, panel } = await openPanel();
    await view(panel, 'Settings');
    const before = host.properties.document.settings;
    await panel.getByLabel('First period').fill('2020.1');
    await panel.getByLabel('Tell about failures').fill('nobody');
    await panel.getByRole('button', { name: 'Save settings' }).click();
    await panel.getByText('Enter a quarter such as 2020.01-03.').waitFor();
    await panel.getByText(/^Enter mail addresses such as okr@example\.org/).waitFor();
    const field = panel.getByLabel('First period');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.getAttribute('aria-describedby')).toContain('field-firstPeriod-error');
    await panel.locator('#field-firstPeriod:focus').waitFor();
    expect(host.properties.document.settings).toBe(before);
    await shoot(page, 'wrong');

    await field.fill('2025.10-12');
    await panel.getByLabel('Tell about failures').fill('okr@example.org');
    await panel.getByRole('button', { name: 'Save settings' }).click();
    await panel.getByText('The settings are saved, for the next refresh.').waitFor();
    expect(JSON.parse(host.properties.document.settings ?? '')).toMatchObject({
      firstPeriod: '2025.10-12',
      mailTo: 'okr@example.org',
    });
    await page.close();
  });

  test('says in words what the portals answer, with a key that is refused', async () => {
    const { page, panel } = await openPanel(B);
    await view(panel, 'Settings');
    await panel.getByText(/b@example\.org has none, and nobody shares one/).waitFor();
    await panel.getByLabel(/^Key for/).fill('a-wrong-key');
    await panel.getByRole('button', { name: 'Save key' }).click();
    await panel.getByText(/can be reached\. The API key was not accepted/).waitFor();
    await panel
      .locator('#settings')
      .getByText(/Your own key is used/)
      .waitFor();
    await panel.getByRole('button', { name: 'Check connection' }).click();
    await panel.getByText(/The Accounting Portal answers with its views/).waitFor();
    expect(await panel.locator('body').innerHTML()).not.toContain('a-wrong-key');
    await shoot(page, 'connection');
    await panel.getByRole('button', { name: 'Remove my key' }).click();
    await panel.getByText(/b@example\.org has none/).waitFor();
    expect(await panel.getByText(/was not accepted/).count()).toBe(0);
    await page.close();
  });

  test('lets VOs be listed, leads back to each default, and asks about what was not saved', async () => {
    const { page, panel } = await openPanel();
    await view(panel, 'Settings');
    const save = panel.getByRole('button', { name: 'Save settings' });
    expect(await save.isDisabled()).toBe(true);
    expect(await panel.getByLabel('VOs that count').isVisible()).toBe(false);
    await panel.locator('summary', { hasText: 'Figures' }).click();
    await panel.getByLabel('VOs that count').selectOption('these:');
    await panel.getByLabel('Their names').fill('alice, cms');
    await panel.getByText('1 not saved yet').waitFor();
    await eventually(() => expect(host.cache.store(`user ${OWNER}`).size).toBeGreaterThan(0));
    await page.close();

    const again = await openPanel();
    await view(again.panel, 'Settings');
    await again.panel.getByText('A change was not saved when the panel was closed.').waitFor();
    await again.panel.getByRole('button', { name: 'Take up again' }).click();
    expect(await again.panel.getByLabel('Their names').inputValue()).toBe('alice, cms');
    await again.panel.getByRole('button', { name: 'Save settings' }).click();
    await again.panel.getByText('The settings are saved, for the next refresh.').waitFor();
    expect(host.properties.document.settings).toContain('"voGroup":"custom-alice,cms"');
    await again.panel.getByRole('button', { name: 'Back to those of the Operations Portal' }).click();
    await again.panel.getByRole('button', { name: 'Save settings' }).click();
    await again.panel.getByText('The settings are saved, for the next refresh.').waitFor();
    expect(host.properties.document.settings).not.toContain('voGroup');
    await again.page.close();
  });

  test('shares a key only by an explicit choice', async () => {
    const { page, panel } = await openPanel();
    await view(panel, 'Settings');
    await panel.getByLabel(/everybody who may edit this spreadsheet can then use it and read it/).check();
    expect(host.properties.document).not.toHaveProperty('sharedApiKey');
    await panel.getByRole('button', { name: 'Save key' }).click();
    await panel.getByText(/All editors can use and read it/).waitFor();
    await panel.getByLabel(/everybody who may edit/).uncheck();
    await panel.getByRole('button', { name: 'Save key' }).click();
    await panel.getByText(/Only you can use it/).waitFor();
    expect(host.properties.document).not.toHaveProperty('sharedApiKey');
    await shoot(page, 'settings');
    await page.close();
  });
});

describe('the view Schedule', () => {
  test('sets, shows, hands over and removes it', async () => {
    const first = await openPanel();
    await view(first.panel, 'Schedule');
    await first.panel.getByText('Nothing is refreshed by itself yet.').waitFor();
    await first.panel.getByLabel('How often').selectOption('Weekly');
    await first.panel.getByLabel('Day', { exact: true }).selectOption('Tuesday');
    await first.panel.getByLabel('Hour').selectOption('05:00');
    await first.panel.getByRole('button', { name: 'Set schedule' }).click();
    await first.panel.getByText('You refresh every Tuesday between 05:00 and 06:00.').waitFor();
    await first.panel.getByText('Next: 2026-11-24 05:00. Last: not yet.').waitFor();
    await shoot(first.page, 'schedule');
    await first.page.close();

    const second = await openPanel(B);
    await view(second.panel, 'Schedule');
    await second.panel
      .getByText('owner@example.org refreshes every Tuesday between 05:00 and 06:00.')
      .waitFor();
    await shoot(second.page, 'take-over');
    await second.panel.getByRole('button', { name: 'Take over' }).click();
    await second.panel.getByText('You refresh every Tuesday').waitFor();
    await second.panel.getByRole('button', { name: 'Remove' }).click();
    await second.panel.getByText('Nothing is refreshed by itself yet.').waitFor();
    expect(host.triggers.list({ owner: B })).toEqual([]);
    await second.page.close();
  });
});

test('a tick in the dashboard refreshes, for an editor who never authorised the script', async () => {
  const { page, panel } = await openPanel();
  await view(panel, 'Schedule');
  await panel.getByRole('button', { name: 'Set schedule' }).click();
  await panel.getByText(/^You refresh/).waitFor();
  await page.close();
  const guest = await openPage(browser, `${served.url}/?as=guest@example.org`);
  await goToTab(guest, DASHBOARD);
  await shoot(guest, 'dashboard');
  await typeInto(guest, 'B6', 'TRUE');
  await eventually(async () =>
    expect(await contentOf(guest, 'B4')).toMatch(/by owner@example\.org \(tick\): all well$/),
  );
  expect(await contentOf(guest, 'B6')).toBe('FALSE');
  await goToTab(guest, RUN_LOG);
  await shoot(guest, 'run-log');
  await goToTab(guest, USERS);
  await guest.close();
});

test('the panel says why, where a browser with several Google accounts lets it call nothing', async () => {
  const page = await browser.newPage();
  const { html } = await panelPage();
  await page.setContent(html.replace('<head>', `<head><script>${DENIED}</script>`));
  await page
    .getByText(/signed in with several Google accounts.*Everything also works from the menu/)
    .waitFor();
  await page.close();
});

/** Google's runner in such a browser. */
const DENIED = `
  const run = { panelState: () => run.fail(new Error('PERMISSION_DENIED')) };
  run.withSuccessHandler = () => run;
  run.withFailureHandler = (fail) => Object.assign(run, { fail });
  window.google = { script: { run } };`;

async function panelPage(): Promise<{ html: string }> {
  const test = new TestWorld();
  await test.run('openPanel');
  const [shown] = test.ui.shown;
  if (shown?.kind !== 'sidebar') throw new Error('There is no panel.');
  return shown;
}

describe('the view Check', () => {
  test('says of each point what was seen, what is not as expected first, with a report to copy', async () => {
    const { page, panel } = await openPanel();
    await view(panel, 'Check');
    host.deviations.add('notes lost');
    await panel.getByRole('button', { name: 'Check', exact: true }).click();
    await panel.getByText(/points (is|are) not as expected\.$/).waitFor();
    host.deviations.delete('notes lost');
    const sentences = await panel.locator('#check .box').allInnerTexts();
    expect(sentences.length).toBeGreaterThan(25);
    expect(sentences[1]).toMatch(/^NOT SO: Notes are there .* That means: The figures are right/);
    expect(await panel.getByLabel('It holds no key and no address of a person.').inputValue()).toMatch(
      /^OKR Stats \d+\.\d+\.\d+, check of /,
    );
    await shoot(page, 'check');
    await page.close();
  });
});
