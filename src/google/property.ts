import * as v from 'valibot';
import { Failure } from '../failure';
import { retryOnce } from './spreadsheet';

type Properties = GoogleAppsScript.Properties.Properties;

export const documentProperties = (): Properties => PropertiesService.getDocumentProperties();
export const userProperties = (): Properties => PropertiesService.getUserProperties();

/** Bytes of a value that Google keeps, 9 kB, with a little to spare (https://developers.google.com/apps-script/guides/services/quotas). */
export const MOST_BYTES = 8_500;

/** What a property says is not what it should hold. It quotes nothing of it, which may be a secret. */
export class Damaged extends Error {}

/** Google keeps nothing more: each value has its limit, and so have all together. */
export class NotKept extends Failure {
  constructor(error: unknown) {
    const message = error instanceof Error ? error.message : String(error);
    super(
      `Google does not keep what OKR Stats has to remember: "${message}" Try again in some minutes. If that does not help, ` +
        'the store is full: remove what other functions of this script have put into its properties.',
    );
  }
}

/** Takes from a value what can best be done without; undefined when nothing more can be taken away. */
type Shorten<T> = (value: T) => T | undefined;

/** JSON in one property, checked whenever it is read. */
export interface StoredJson<T> {
  readonly name: string;
  /** undefined when there is none; throws Damaged when it cannot be read. */
  load: (properties?: Properties) => T | undefined;
  /** Throws NotKept. */
  save: (value: T, properties?: Properties) => void;
  clear: (properties?: Properties) => void;
}

/**
 * JSON in the property of a name.
 *
 * @param schema what it may hold
 */
export function storedJson<T>(name: string, schema: v.GenericSchema<unknown, T>): StoredJson<T> {
  return {
    name,
    load: (properties = documentProperties()) => {
      const text = properties.getProperty(name);
      return text === null ? undefined : parsed(text, schema);
    },
    save: (value, properties = documentProperties()) => {
      try {
        retryOnce(() => properties.setProperty(name, JSON.stringify(value)));
      } catch (error) {
        throw new NotKept(error);
      }
    },
    clear: (properties = documentProperties()) => {
      retryOnce(() => properties.deleteProperty(name));
    },
  };
}

/** What is remembered of one spreadsheet. */
export interface Remembered<T> {
  /**
   * undefined when nothing is remembered of this spreadsheet, or it cannot be read.
   *
   * @param spreadsheetId or what asks for it, which costs a call: only done when something is remembered
   */
  load: (spreadsheetId: string | (() => string), properties?: Properties) => T | undefined;
  /** Leaves out what does not fit into a property. */
  save: (spreadsheetId: string, value: T, properties?: Properties) => void;
  clear: (properties?: Properties) => void;
}

const owned = v.looseObject({ spreadsheetId: v.string() });

/**
 * What is remembered of one spreadsheet: a copy of it may have the same properties, and believes nothing of them.
 *
 * @param shorten what is left out first where the value does not fit; without it the whole of it is
 */
export function remembered<T extends object>(
  name: string,
  schema: v.GenericSchema<unknown, T>,
  shorten: Shorten<T> = () => undefined,
): Remembered<T> {
  const property = storedJson(name, owned);
  const clear = (properties = documentProperties()): void => {
    try {
      property.clear(properties);
    } catch {
      properties.setProperty(name, ''); // What cannot be read counts as nothing.
    }
  };
  return {
    load: (spreadsheetId, properties) => {
      try {
        const value = property.load(properties);
        if (!value) return undefined;
        const own = typeof spreadsheetId === 'string' ? spreadsheetId : spreadsheetId();
        return value.spreadsheetId === own ? v.parse(schema, value) : undefined;
      } catch {
        return undefined;
      }
    },
    save: (spreadsheetId, value, properties) => {
      for (let kept: T | undefined = value; kept; kept = shorten(kept)) {
        const stored = { ...kept, spreadsheetId };
        if (bytesOf(JSON.stringify(stored)) > MOST_BYTES) continue;
        property.save(stored, properties);
        return;
      }
      clear(properties);
    },
    clear,
  };
}

/** An error of JSON.parse would quote what it has read. */
function parsed<T>(text: string, schema: v.GenericSchema<unknown, T>): T {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    throw new Damaged('A property of this script cannot be read.');
  }
}

/** Bytes that a JSON text takes in UTF-8. */
export const bytesOf = (json: string): number => encodeURIComponent(json).replace(/%../g, '-').length;
