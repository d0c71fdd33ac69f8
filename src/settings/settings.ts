import * as v from 'valibot';
import { Failure } from '../failure';
import { Damaged, storedJson } from '../google/property';
import type { Month } from '../domain/periods';
import { DEFINITIONS, isOnByDefault, type SettingName, type Settings } from './definitions';
import { fieldsOf, settingsIn } from './fields';
import type { FieldValues } from './shown-field';
import type { Kind } from './kinds';
import { TAB_TITLES, type StatisticId } from '../domain/catalogue';

export type { Settings } from './definitions';

/** What is wrong, by the name of the field: that of the setting, or `tabTitles.users` for a part of it. */
export type Problems = Record<string, string>;

const definitions = Object.entries(DEFINITIONS) as [SettingName, Kind<unknown>][];

/** As entered, without what is as it is unless somebody says otherwise. They name no spreadsheet: a copy that gets them keeps them. */
const property = storedJson(
  'settings',
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value)),
    v.record(v.string(), v.unknown()),
  ),
);

type Properties = GoogleAppsScript.Properties.Properties;

/**
 * Checks settings one by one; those that are missing or wrong get their defaults. Unknown names are refused, because a
 * mistyped setting would otherwise be believed to work.
 *
 * @param month the month in which they are entered; without it they have been entered before
 */
function check(input: Readonly<Record<string, unknown>>, month?: Month): [Settings, Problems] {
  const problems: Problems = {};
  const settings = definitions.map(([name, { schema, default: initial, enter, refuse }]) => {
    const result = v.safeParse(schema, input[name] ?? enter(initial));
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
export const loadSettings = (properties?: Properties): Settings => checkSettings(loadStored(properties));

function loadStored(properties?: Properties): Record<string, unknown> {
  try {
    return property.load(properties) ?? {};
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    throw new Failure('The stored settings are damaged. Enter them again.');
  }
}

/** Whether a statistic is refreshed when nobody chooses it alone. */
export const isOn = ({ statistics }: Settings, id: StatisticId): boolean =>
  statistics[id] ?? isOnByDefault(id);

/** The settings for somebody who is about to change them: what cannot be used is replaced by defaults, and told. */
export function settingsToShow(properties?: Properties): {
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
 * Stores what a person has changed: all of it, or nothing when something is wrong or somebody else has changed the same
 * field meanwhile. What others have changed elsewhere stays. Only what differs from the defaults is stored, so that better
 * defaults reach those who never chose anything else.
 *
 * @param changed by field
 * @param opened what the fields said when the person began; a field that is not there is not compared
 * @param month the present month
 * @returns what is wrong, by field; nothing when it is stored
 */
export function saveSettings(
  changed: FieldValues,
  opened: FieldValues,
  month: Month,
  properties?: Properties,
): Problems {
  const fields = fieldsOf(settingsToShow(properties).settings);
  const current: FieldValues = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const [settings, problems] = check(settingsIn({ ...current, ...changed }), month);
  Object.assign(problems, sameTitles(settings), bothChanged(changed, opened, current));
  if (Object.keys(problems).length > 0) return problems;
  const chosen = definitions.flatMap(([name, { default: initial, enter }]): [string, unknown][] => {
    const value = enter(settings[name]);
    return JSON.stringify(value) === JSON.stringify(enter(initial)) ? [] : [[name, value]];
  });
  property.save(Object.fromEntries(chosen), properties);
  return {};
}

/** Fields that say something else by now than when the person began, and than the person wants. */
function bothChanged(changed: FieldValues, opened: FieldValues, current: FieldValues): Problems {
  const names = Object.keys(changed).filter((name) => {
    const now = current[name];
    return name in opened && now !== undefined && now !== opened[name] && now !== changed[name];
  });
  return Object.fromEntries(
    names.map((name) => [
      name,
      `somebody else has changed this to ${inWords(current[name])} meanwhile; save again to replace that`,
    ]),
  );
}

const inWords = (value: string | boolean | undefined): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : value ? `"${value}"` : 'nothing';

/** Two tabs of the same title cannot both be created. */
function sameTitles({ tabTitles }: Settings): Problems {
  const titles = Object.entries({ ...TAB_TITLES, ...tabTitles });
  const again = titles.filter(([id, title]) => titles.some(([other, its]) => other !== id && its === title));
  return Object.fromEntries(again.map(([id]) => [`tabTitles.${id}`, 'enter a title that no other tab has']));
}
