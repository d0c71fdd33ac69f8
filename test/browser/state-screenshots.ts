// Pictures of what users see at its best, its worst and on a phone, for docs/ and for eyes: npx tsx test/browser/state-screenshots.ts
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { RunningClock } from '../../local/apps-script/clock';
import type { ScriptHost } from '../../local/apps-script/host';
import type { CellValue } from '../../local/apps-script/workbook/cells';
import { Workbook } from '../../local/apps-script/workbook/workbook';
import { openByHand } from '../../local/by-hand';
import { fault } from '../../local/portals/faults';
import { makeWorld } from '../../local/portals/generated-world';
import { inProcess } from '../../local/portals/in-process';
import { SamplePortals } from '../../local/portals/portals';
import { prepareSampleMeeting } from '../../local/sample-meeting';
import { bundle } from '../support/world';
import { choose, openPage, serve, startBrowser } from './support';

const TODAY = '2026-11-23';
const [DESK, PHONE] = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const DASHBOARD = 'OKR Dashboard';

const shoot = async (page: Page, tab: string | undefined, name: string): Promise<void> => {
  if (tab !== undefined) await page.locator('.o-sheet', { hasText: tab }).first().click();
  await wait(2500);
  await page.screenshot({ path: `docs/${name}.png` });
};

const run = (host: ScriptHost, name: string): Promise<unknown> => host.run(name, { origin: 'menu' }).result;

async function main(): Promise<void> {
  const portals = new SamplePortals({
    today: TODAY,
    world: makeWorld({ today: TODAY, vos: 40, firstMonth: '2024-01' }),
  });
  const served = await serve(bundle(), {
    workbook: Workbook.create({ title: 'OKR statistics (sample figures)', timeZone: 'Europe/Amsterdam' }),
    clock: new RunningClock(new Date(`${TODAY}T09:00:00Z`)),
    transport: inProcess(portals),
  });
  const { host, url } = served;
  const set = (settings: object): void => {
    host.properties.document.settings = JSON.stringify({ firstPeriod: '2024.01-03', ...settings });
  };
  const refresh = (): Promise<unknown> =>
    host.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }] }).result;
  set({});
  const browser = await startBrowser();
  browser.setDefaultTimeout(90_000);
  browser.setDefaultNavigationTimeout(90_000);
  const page = await openPage(browser, url);
  await page.setViewportSize(DESK);
  await choose(page, 'OKR Stats', 'Open panel');
  const panel = page.frameLocator('#sidebar iframe');
  await panel.getByRole('tab', { name: 'Refresh' }).waitFor();
  await shoot(page, undefined, 'first-steps');

  const key = { key: portals.apiKey, host: new URL(portals.operationsUrl).host };
  host.properties.users[host.owner] = { apiKey: JSON.stringify(key) };
  await refresh();
  await prepareSampleMeeting(host, TODAY);
  enterTwelve(host);
  await run(host, 'showDashboard');
  await run(host, 'showDashboard');
  await page.reload();
  await page.locator('.o-grid').waitFor();
  await page.setViewportSize({ ...DESK, height: 1150 });
  await shoot(page, DASHBOARD, 'twelve-key-results');
  await page.setViewportSize(PHONE);
  await shoot(page, DASHBOARD, 'phone');
  await page.setViewportSize(DESK);

  set({ voGroup: 'all' });
  await choose(page, 'OKR Stats', 'Open panel');
  await panel.getByLabel(/^All periods/).check();
  for (const name of ['Users', 'VO changes', 'SLA Cloud CPU/h', 'SLA HTC CPU/h'])
    await panel.getByRole('checkbox', { name, exact: true }).uncheck();
  await panel.getByRole('button', { name: 'Refresh', exact: true }).click();
  await panel.getByRole('button', { name: 'Write these figures' }).first().waitFor();
  await panel.getByRole('heading', { name: 'HTC CPU/h' }).scrollIntoViewIfNeeded();
  await shoot(page, 'Accounting Cloud', 'preview');

  set({});
  portals.faults.add({ match: 'accounting.egi.eu', fault: fault.status(503) });
  await refresh();
  await page.reload();
  await page.locator('.o-grid').waitFor();
  await shoot(page, DASHBOARD, 'dashboard-failures');

  fillLog(host, 300);
  await page.reload();
  await page.locator('.o-grid').waitFor();
  await shoot(page, 'OKR Run log', 'run-log');
  await browser.close();
  await served.close();
}

/** Key results with every status in three objectives, in rows behind the sample ones. */
function enterTwelve(host: ScriptHost): void {
  const sheet = openByHand(host.workbook, host.clock, host.owner).getSheetByName('Key results');
  if (!sheet) return;
  const [headers = []] = sheet.getRange(1, 1, 1, sheet.getLastColumn()).getValues();
  const elsewhere = (
    objective: string,
    keyResult: string,
    current: CellValue,
    more: object = {},
  ): object => ({
    Objective: objective,
    'Key result': keyResult,
    Statistic: 'measured elsewhere',
    'Baseline period': '2025.07-09',
    'Target period': '2026.10-12',
    Target: 100,
    'Baseline elsewhere': 0,
    'Current elsewhere': current,
    ...more,
  });
  const rows = [
    elsewhere('Training', 'Courses are held', 100),
    elsewhere('Training', 'Trainers come from all communities', 62),
    elsewhere('Training', 'Material is found', 10),
    elsewhere('Training', 'A new course is written', 0, { 'Baseline period': '2026.07-09' }),
    elsewhere('Services', 'Orders are answered within a day', 85),
    elsewhere('Services', 'Complaints are few', '', {
      'Better is': 'lower',
      Target: 2,
      'Baseline elsewhere': 9,
    }),
    elsewhere('Services', 'Nothing is chosen yet', 1, { Statistic: '' }),
  ];
  rows.forEach((row, index) => {
    for (const [header, value] of Object.entries(row))
      sheet.getRange(7 + index, headers.indexOf(header) + 1).setValue(value as CellValue);
  });
}

/** Repeats the entries of the run log until there are so many. */
function fillLog(host: ScriptHost, count: number): void {
  const sheet = openByHand(host.workbook, host.clock, host.owner).getSheetByName('OKR Run log');
  if (!sheet) return;
  const [, ...entries] = sheet.getDataRange().getValues();
  const rows = Array.from(
    { length: count - entries.length },
    (_, index) => entries[index % entries.length] ?? [],
  );
  const width = entries[0]?.length ?? 1;
  sheet.insertRowsBefore(2, rows.length);
  sheet.getRange(2, 1, rows.length, width).setValues(rows);
}

void main();
