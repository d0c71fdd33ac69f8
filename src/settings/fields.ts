import { DEFINITIONS, type Settings } from './definitions';
import type { Control } from './kinds';
import type { FieldValues, SettingField } from './shown-field';

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
