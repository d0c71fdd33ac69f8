import * as v from 'valibot';
import { Failure } from '../failures';

/** The key with the host it was entered for: it is sent to no other. */
const storedKey = v.object({ key: v.string(), host: v.string() });

const PROPERTY = 'apiKey';

/** Name (and port) of the host in an address; Apps Script has no URL class. */
const hostOf = (address: string): string => /^https?:\/\/([^/]+)/.exec(address)?.[1]?.toLowerCase() ?? '';

/**
 * Keeps a person's API key in that person's own properties, which other editors of the spreadsheet cannot read.
 *
 * @param operationsUrl address of the Operations Portal that the key is for
 * @throws Failure when it cannot be a key
 */
export function saveApiKey(
  key: string,
  operationsUrl: string,
  properties = PropertiesService.getUserProperties(),
): void {
  const trimmed = key.trim();
  if (!/^[\x21-\x7e]{1,500}$/.test(trimmed)) {
    throw new Failure(
      'An API key is one word of letters, digits and signs, without spaces. Copy it from the portal again.',
    );
  }
  properties.setProperty(PROPERTY, JSON.stringify({ key: trimmed, host: hostOf(operationsUrl) }));
}

/** Forgets the key of whoever runs this. */
export function forgetApiKey(properties = PropertiesService.getUserProperties()): void {
  properties.deleteProperty(PROPERTY);
}

/**
 * The API key of whoever runs this.
 *
 * @throws Failure when there is none, or when it was entered for another host
 */
export function loadApiKey(
  operationsUrl: string,
  properties = PropertiesService.getUserProperties(),
): string {
  const stored = properties.getProperty(PROPERTY);
  if (stored === null) {
    throw new Failure(
      'There is no API key for the Operations Portal yet. Enter it with OKR Stats > API key...',
    );
  }
  const { key, host } = readStored(stored);
  if (host !== hostOf(operationsUrl)) {
    throw new Failure(
      `The API key was entered for ${host}, but the settings name ${hostOf(operationsUrl)}, so it was not sent. ` +
        'Enter the key for that portal with OKR Stats > API key...',
    );
  }
  return key;
}

/** An error of JSON.parse would quote the key. */
function readStored(stored: string): v.InferOutput<typeof storedKey> {
  try {
    return v.parse(storedKey, JSON.parse(stored));
  } catch {
    throw new Failure(
      'Your API key for the Operations Portal cannot be read. Enter it again with OKR Stats > API key...',
    );
  }
}
