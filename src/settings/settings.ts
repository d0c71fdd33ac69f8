import * as v from 'valibot';
import { Failure } from '../failure';
import type { Month } from '../domain/periods';
import { DEFINITIONS, type SettingName, type Settings } from './definitions';
import type { Kind } from './kinds';
import { TAB_TITLES } from '../domain/catalogue';

export type { Settings } from './definitions';

/** What is wrong, by the name of the field: that of the setting, or `tabTitles.users` for a part of it. */
export type Problems = Record<string, string>;

const definitions = Object.entries(DEFINITIONS) as [SettingName, Kind<unknown>][];

const PROPERTY = 'settings';

type Properties = GoogleAppsScript.Properties.Properties;

/**
 * Checks settings one by one; those that are missing or wrong get their defaults. Unknown names are refused, because a
 * mistyped setting would otherwise be believed to work.
 *
 * @param month the month in which they are entered; without it they have been entered before
 */
function check(input: Readonly<Record<string, unknown>>, month?: Month): [Settings, Problems] {
  const problems: Problems = {};
  const settings = definitions.map(([name, { schema, default: initial, refuse }]) => {
    const result = v.safeParse(schema, input[name] ?? initial);
    for (const issue of result.issues ?? []) {
      const part = v.getDotPath(issue);
      problems[part === null ? name : `${name}.${part}`] ??= issue.message;
    }
    if (!result.success) return [name, initial];
    const refusal = month === undefined ? undefined : refuse?.(result.output, month);
    if (refusal !== undefined) problems[name] ??= refusal;
    return [name, result.output];
  });
  for (const name of Object.keys(input)) {
    if (!(name in DEFINITIONS)) problems[name] = 'there is no such setting';
  }
  return [Object.fromEntries(settings) as Settings, problems];
}

/**
 * Checks settings as stored, or given for one run; those that are missing get their defaults.
 *
 * @throws Failure naming the first wrong setting and what to enter
 */
export function checkSettings(input: Readonly<Record<string, unknown>>): Settings {
  const [settings, problems] = check(input);
  const [problem] = Object.entries(problems);
  if (problem) throw new Failure(`Setting "${problem[0]}": ${problem[1]}.`);
  return settings;
}

/**
 * The settings of this spreadsheet.
 *
 * @throws Failure when what is stored cannot be used
 */
export function loadSettings(properties = PropertiesService.getDocumentProperties()): Settings {
  return checkSettings(readStored(properties));
}

function readStored(properties: Properties): Record<string, unknown> {
  const damaged = new Failure('The stored settings are damaged. Enter them again.');
  let stored: unknown;
  try {
    stored = JSON.parse(properties.getProperty(PROPERTY) ?? '{}');
  } catch {
    throw damaged;
  }
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) throw damaged;
  return stored as Record<string, unknown>;
}

/** The settings for somebody who is about to change them: what cannot be used is replaced by defaults, and told. */
export function settingsToShow(properties = PropertiesService.getDocumentProperties()): {
  readonly settings: Settings;
  readonly problem: string | undefined;
} {
  try {
    return { settings: loadSettings(properties), problem: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { settings: checkSettings({}), problem: error.message };
  }
}

/**
 * Stores what a person has entered: all of it, or nothing when something is wrong. Only what differs from the defaults
 * is stored, so that better defaults reach those who never chose anything else.
 *
 * @param month the present month
 * @returns what is wrong, by field; nothing when it is stored
 */
export function saveSettings(
  entered: Readonly<Record<string, unknown>>,
  month: Month,
  properties = PropertiesService.getDocumentProperties(),
): Problems {
  const [settings, problems] = check(entered, month);
  Object.assign(problems, sameTitles(settings));
  if (Object.keys(problems).length > 0) return problems;
  const chosen = definitions
    .map(([name, { default: initial }]) => [name, settings[name], initial] as const)
    .filter(([, value, initial]) => JSON.stringify(value) !== JSON.stringify(initial));
  properties.setProperty(PROPERTY, JSON.stringify(Object.fromEntries(chosen)));
  return {};
}

/** Two tabs of the same title cannot both be created. */
function sameTitles({ tabTitles }: Settings): Problems {
  const titles = Object.entries({ ...TAB_TITLES, ...tabTitles });
  const again = titles.filter(([id, title]) => titles.some(([other, its]) => other !== id && its === title));
  return Object.fromEntries(again.map(([id]) => [`tabTitles.${id}`, 'enter a title that no other tab has']));
}
