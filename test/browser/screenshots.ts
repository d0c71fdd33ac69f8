// Makes the README's pictures: npm run build && npx tsx test/browser/screenshots.ts
import { setTimeout as wait } from 'node:timers/promises';
import { RunningClock } from '../../local/apps-script/clock';
import { Workbook } from '../../local/apps-script/workbook/workbook';
import { inProcess } from '../../local/portals/in-process';
import { SamplePortals } from '../../local/portals/portals';
import { SAMPLE_TITLE } from '../../local/refresh-command';
import { openByHand } from '../../local/by-hand';
import { enterSampleAgreements } from '../../local/sample-agreements';
import { prepareSampleMeeting, switchOnSamples } from '../../local/sample-meeting';
import { takePictures } from '../libreoffice/pictures';
import { bundle } from '../support/world';
import { choose, openPage, serve, startBrowser } from './support';

const TODAY = '2026-11-23';

/** Opens a spreadsheet with sample figures, goes through the panel, and takes a picture of each view. */
async function main(): Promise<void> {
  const portals = new SamplePortals({ today: TODAY });
  const quick = inProcess(portals);
  let delay = 0;
  const served = await serve(bundle(), {
    workbook: Workbook.create({ title: SAMPLE_TITLE, timeZone: 'Europe/Amsterdam' }),
    clock: new RunningClock(new Date(`${TODAY}T09:00:00Z`)),
    transport: async (request, clock) => {
      await wait(delay);
      return quick(request, clock);
    },
  });
  const { host } = served;
  const key = { key: portals.apiKey, host: new URL(portals.operationsUrl).host };
  host.properties.users[host.owner] = { apiKey: JSON.stringify(key) };
  enterSampleAgreements(openByHand(host.workbook, host.clock, host.owner));
  switchOnSamples(host);
  await host.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }] }).result;
  await prepareSampleMeeting(host, TODAY);
  const skipped = await takePictures(await host.workbook.toXlsx(), [
    { tab: 'OKR Dashboard', file: 'docs/libreoffice-dashboard.png', height: 780 },
    { tab: 'Key results', file: 'docs/libreoffice-key-results.png', height: 400 },
    { tab: 'Accounting Cloud CPU∕h', file: 'docs/libreoffice-cloud.png', height: 560 },
    { tab: 'VOs statistics (certs)', file: 'docs/libreoffice-users.png', height: 560 },
  ]);
  if (skipped !== undefined) console.log(skipped);

  const browser = await startBrowser();
  const page = await openPage(browser, served.url);
  const shootTab = async (title: string, name: string): Promise<void> => {
    await page.locator('.o-sheet', { hasText: title }).first().click();
    await wait(2000);
    await page.screenshot({ path: `docs/${name}.png` });
  };
  await shootTab('OKR Dashboard', 'dashboard');
  await shootTab('Key results', 'key-results');
  await shootTab('VOs statistics', 'users');
  await choose(page, 'OKR Stats', 'Open panel');
  const panel = page.frameLocator('#sidebar iframe');
  const shoot = (name: string): Promise<unknown> =>
    page.locator('#sidebar').screenshot({ path: `docs/panel-${name}.png` });
  await panel.getByRole('heading', { name: 'Last results' }).waitFor();
  await page.locator('.o-sheet', { hasText: 'Accounting Cloud' }).first().click();

  delay = 1000;
  await panel.getByRole('button', { name: 'Refresh', exact: true }).click();
  await panel.getByText(/[1-9]\d+ of 3\d\d answers/).waitFor();
  await panel.locator('summary', { hasText: 'Cloud' }).first().click();
  await shoot('refresh');
  delay = 0;
  await panel.getByText('All done.').waitFor();
  await page.screenshot({ path: 'docs/grid.png' });

  await panel.getByRole('tab', { name: 'Schedule' }).click();
  await panel.getByLabel('How often').selectOption('Weekly');
  await panel.getByRole('button', { name: 'Set schedule' }).click();
  await panel.getByText(/^You refresh/).waitFor();
  await shoot('schedule');

  await panel.getByRole('tab', { name: 'Settings' }).click();
  await panel.getByRole('button', { name: 'Check connection' }).click();
  await panel.getByText(/The Operations Portal answers/).waitFor();
  await shoot('settings');

  host.deviations.add('notes lost');
  await panel.getByRole('tab', { name: 'Check' }).click();
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await panel.getByText(/points is not as expected/).waitFor();
  await shoot('check');

  await browser.close();
  await served.close();
}

void main();
