import * as v from 'valibot';
import { Failure } from '../failure';
import { Damaged, documentProperties, storedJson, userProperties, type StoredJson } from '../google/property';
import { nameOfWhoRuns, whoRuns } from '../google/user';

/** The key with the host it was entered for: it is sent to no other. */
const key = v.object({ key: v.string(), host: v.string() });
const ownKey = storedJson('apiKey', key);
/** A key that all editors may use, with who shared it and on which day. */
const sharedKey = storedJson('sharedApiKey', v.object({ ...key.entries, by: v.string(), since: v.string() }));

type Properties = GoogleAppsScript.Properties.Properties;

/** Where keys are: other editors cannot read a person's own properties, but all can read the document's. */
interface KeyStores {
  readonly own: Properties;
  readonly document: Properties;
}

const here = (): KeyStores => ({
  own: userProperties(),
  document: documentProperties(),
});

/** Name (and port) of the host in an address; Apps Script has no URL class. */
export const hostOf = (address: string): string =>
  /^https?:\/\/([^/]+)/.exec(address)?.[1]?.toLowerCase() ?? '';

/**
 * Keeps a person's API key in that person's own properties, which other editors of the spreadsheet cannot read.
 *
 * @param operationsUrl address of the Operations Portal that the key is for
 * @throws Failure when it cannot be a key
 */
export function saveApiKey(key: string, operationsUrl: string, { own } = here()): void {
  const trimmed = key.trim();
  if (!/^[\x21-\x7e]{1,500}$/.test(trimmed)) {
    throw new Failure(
      'An API key is one word of letters, digits and signs, without spaces. Copy it from the portal again.',
    );
  }
  ownKey.save({ key: trimmed, host: hostOf(operationsUrl) }, own);
}

/** Forgets the key of whoever runs this, also where that person has shared it. */
export function forgetApiKey(stores = here()): void {
  ownKey.clear(stores.own);
  if (sharedBy(stores) === nameOfWhoRuns()) stopSharingApiKey(stores);
}

/**
 * Lets all editors use (and so read) the key of whoever runs this.
 *
 * @param since today, `2026-11-23`
 * @throws Failure when there is no key to share
 */
export function shareApiKey(since: string, { own, document } = here()): void {
  const stored = load(ownKey, own);
  if (!stored) throw new Failure('You have no API key to share. Enter one first.');
  sharedKey.save({ ...stored, by: whoRuns(), since }, document);
}

/** Takes the shared key away from all editors. */
export function stopSharingApiKey({ document } = here()): void {
  sharedKey.clear(document);
}

/** Who shares a key with all editors; undefined when nobody does. */
export function sharedBy({ document } = here()): string | undefined {
  try {
    return load(sharedKey, document)?.by;
  } catch {
    return undefined;
  }
}

/** Whether whoever runs this has a key of their own. */
export const hasOwnApiKey = ({ own } = here()): boolean => own.getProperty(ownKey.name) !== null;

/**
 * The API key for whoever runs this: their own, or else the one that somebody has shared.
 *
 * @throws Failure when there is none, or when it was entered for another host
 */
export function loadApiKey(operationsUrl: string, { own, document } = here()): string {
  const keys = [load(ownKey, own), load(sharedKey, document)];
  const host = hostOf(operationsUrl);
  const fitting = keys.find((candidate) => candidate?.host === host);
  if (fitting) return fitting.key;
  const other = keys.find((candidate) => candidate !== undefined);
  if (!other) {
    throw new Failure(
      'There is no API key for the Operations Portal yet. Enter it with OKR Stats > API key... ' +
        `(${nameOfWhoRuns()} has none, and nobody shares one.)`,
    );
  }
  throw new Failure(
    `The API key was entered for ${other.host}, but the settings name ${host}, so it was not sent. ` +
      'Enter the key for that portal with OKR Stats > API key...',
  );
}

/** Whether there is a key that may be sent to an address. */
export function hasUsableKey(operationsUrl: string, stores = here()): boolean {
  try {
    return loadApiKey(operationsUrl, stores) !== '';
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** Whose key is used for an address, or why none is; never the key. */
export function describeApiKey(operationsUrl: string, stores = here()): string {
  try {
    const key = loadApiKey(operationsUrl, stores);
    const own = load(ownKey, stores.own);
    const shared = load(sharedKey, stores.document);
    const host = hostOf(operationsUrl);
    if (own?.key !== key)
      return `The key that ${shared?.by ?? ''} shares since ${shared?.since ?? ''} is used for ${host}.`;
    return (
      `Your own key is used for ${host}. ` +
      (shared?.key === key ? 'All editors can use and read it.' : 'Only you can use it.')
    );
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

function load<T>(stored: StoredJson<T>, properties: Properties): T | undefined {
  try {
    return stored.load(properties);
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    const whose = stored.name === ownKey.name ? 'Your' : 'The shared';
    throw new Failure(
      `${whose} API key for the Operations Portal cannot be read. Enter it again with OKR Stats > API key...`,
    );
  }
}
