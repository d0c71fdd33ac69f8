import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '../src/settings/settings';
import { RunningClock } from './apps-script/clock';
import { ScriptHost, type Manifest, type ScriptState } from './apps-script/host';
import type { UserInterface } from './apps-script/user-interface';
import type { Workbook } from './apps-script/workbook/workbook';
import { httpTransport } from './http-transport';
import { inProcess } from './portals/in-process';
import type { SamplePortals } from './portals/portals';
import type { Transport } from './transport';

/** Who runs the script on one's own machine. */
export const LOCAL_USER = 'you@example.org';

const DIST = path.join(__dirname, '..', 'dist');

export interface LocalScriptOptions {
  readonly workbook: Workbook;
  readonly clock: RunningClock;
  readonly portals: SamplePortals;
  /** Settings for as long as the script runs, over those that the workbook keeps. */
  readonly settings: Partial<Settings>;
  readonly apiKey: string | undefined;
  readonly ui?: UserInterface;
}

/** The bundle as it is pushed to Apps Script, bound to a local workbook. */
export async function startLocalScript(options: LocalScriptOptions): Promise<ScriptHost> {
  const { workbook, clock, portals, settings, apiKey, ui } = options;
  const host = new ScriptHost({
    bundle: await readFile(path.join(DIST, 'Code.js'), 'utf8'),
    manifest: JSON.parse(await readFile(path.join(DIST, 'appsscript.json'), 'utf8')) as Manifest,
    workbook,
    clock,
    transport: sampleOrNetwork(portals),
    owner: LOCAL_USER,
    ...(ui && { ui }),
    ...(workbook.scriptState !== null && { state: workbook.scriptState as ScriptState }),
  });
  const kept = JSON.parse(host.properties.document.settings ?? '{}') as object;
  if (Object.keys(settings).length > 0)
    host.properties.document.settings = JSON.stringify({ ...kept, ...settings });
  if (apiKey !== undefined) {
    const address = settings.operationsUrl ?? portals.operationsUrl;
    host.properties.users[LOCAL_USER] = {
      apiKey: JSON.stringify({ key: apiKey, host: new URL(address).host }),
    };
  }
  return host;
}

/**
 * Puts what the script remembers into the workbook, so that it is saved with it: without anybody's API key, also a
 * shared one, and without the settings that were meant for this run alone.
 */
export function keepScriptState(host: ScriptHost, settingsOfThisRun: Partial<Settings>): void {
  const { properties, triggers } = host.state;
  const { settings, ...document } = properties.document;
  delete document.sharedApiKey;
  const kept = Object.entries(JSON.parse(settings ?? '{}') as Record<string, unknown>).filter(
    ([name]) => !(name in settingsOfThisRun),
  );
  const documentKept =
    kept.length > 0 ? { ...document, settings: JSON.stringify(Object.fromEntries(kept)) } : document;
  host.workbook.scriptState = { properties: { ...properties, document: documentKept, users: {} }, triggers };
}

/** The sample portals under their addresses, and the network for all others. */
function sampleOrNetwork(portals: SamplePortals): Transport {
  const samples = inProcess(portals);
  const network = httpTransport();
  const isSample = (url: string): boolean =>
    portals.addresses.some((address) => url.startsWith(`${address}/`));
  return (request, clock) => (isSample(request.url) ? samples : network)(request, clock);
}
