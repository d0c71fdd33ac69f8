import { DEFINITIONS, type Settings } from './definitions';
import type { Control } from './kinds';

/** One field in which a setting, or a part of it, is shown and entered; plain JSON. */
export interface SettingField {
  /** Name of the setting, or `tabTitles.users` for a part of it. */
  readonly name: string;
  readonly group: string;
  readonly label: string;
  readonly help: string;
  readonly control: 'text' | 'choice' | 'tick';
  /** What may be chosen: words and what they mean. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | boolean;
  /** What a text is when nothing is entered; '' for nothing. */
  readonly initial: string;
  /** What it says when nobody has chosen anything. */
  readonly standard: string | boolean;
  /** The option to whose value names are added, with commas between them; '' for none. */
  readonly list: string;
}

/** What is entered into the fields, by their names. */
export type FieldValues = Readonly<Record<string, string | boolean>>;

interface Definition {
  readonly group: string;
  readonly label: string;
  readonly help: string;
  readonly control: Control;
  readonly default: unknown;
  readonly enter: (value: unknown) => unknown;
}

const definitions = Object.entries(DEFINITIONS) as [string, Definition][];

/** The fields for settings, in the order of the panel. */
export const fieldsOf = (settings: Settings): SettingField[] =>
  definitions.flatMap(([name, definition]) =>
    fieldsOfOne(name, definition, settings[name as keyof Settings]),
  );

function fieldsOfOne(name: string, definition: Definition, value: unknown): SettingField[] {
  const { group, label, help, control } = definition;
  const field = { name, group, label, help, options: [], list: '' };
  const entered = (one: unknown): string => String(definition.enter(one));
  const standard = entered(definition.default);
  if (control.kind === 'text')
    return [{ ...field, control: 'text', value: entered(value), initial: standard, standard }];
  if (control.kind === 'choice') {
    const options = Object.entries(control.options).map(([word, meaning]) => ({
      value: word,
      label: meaning,
    }));
    const { list = '' } = control;
    return [{ ...field, control: 'choice', options, list, value: String(value), initial: '', standard }];
  }
  const values = value as Readonly<Record<string, string | boolean | undefined>>;
  // The sentence is about all of the parts: it stands once, at the last one.
  const names = Object.keys(control.parts);
  return Object.entries(control.parts).map(([part, title]) => ({
    ...field,
    name: `${name}.${part}`,
    help: part === names[names.length - 1] ? help : '',
    ...(control.kind === 'ticks'
      ? {
          control: 'tick' as const,
          label: title,
          value: values[part] ?? control.isSet(part),
          initial: '',
          standard: control.isSet(part),
        }
      : {
          control: 'text' as const,
          label: title,
          value: String(values[part] ?? ''),
          initial: title,
          standard: '',
        }),
  }));
}

/** Settings, unchecked, from what was entered into their fields. */
export function settingsIn(values: FieldValues): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    const [name = '', part] = field.split('.');
    settings[name] =
      part === undefined ? value : { ...(settings[name] as object | undefined), [part]: value };
  }
  return settings;
}
