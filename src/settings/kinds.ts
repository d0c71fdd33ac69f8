import * as v from 'valibot';
import type { Month } from '../domain/periods';

type Names = Readonly<Record<string, string>>;

/** How a person is asked for a setting: a line of text, one of some words, or several lines or ticks by their names. */
export type Control =
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly options: Names; readonly list?: string }
  | { readonly kind: 'texts'; readonly parts: Names }
  | { readonly kind: 'ticks'; readonly parts: Names; readonly isSet: (name: string) => boolean };

/** What a setting is: how it is asked for, what it may be, and what it is when nobody has said anything. */
export interface Kind<T> {
  readonly control: Control;
  /** Its messages say what to enter, as the rest of a sentence. */
  readonly schema: v.GenericSchema<unknown, T>;
  readonly default: T;
  /** A value as a person enters it, and as it is stored: what its schema reads. */
  readonly enter: (value: T) => unknown;
  /** What else is wrong with a value that is entered in a given month. */
  readonly refuse?: (value: T, month: Month) => string | undefined;
}

/** A line of text as it is. */
export const text = (
  schema: v.GenericSchema<unknown, string>,
  initial: string,
  refuse?: Kind<string>['refuse'],
): Kind<string> => ({ ...line(schema, initial, asItIs), ...(refuse && { refuse }) });

/** A line of text that stands for something else, such as a number, and how that is written as such a line. */
export const line = <T>(
  schema: v.GenericSchema<unknown, T>,
  initial: T,
  enter: (value: T) => string,
): Kind<T> => ({ control: { kind: 'text' }, schema, default: initial, enter });

const asItIs = <T>(value: T): T => value;

/** One of some words, each with what it means. */
export function choice<const Word extends string>(
  options: Readonly<Record<Word, string>>,
  initial: NoInfer<Word>,
): Kind<Word> {
  const words = Object.keys(options) as Word[];
  const schema = v.picklist(
    words,
    `choose ${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`,
  );
  return { control: { kind: 'choice', options }, schema, default: initial, enter: asItIs };
}

/**
 * One of some words, each with what it means; one of them is followed by names, with commas between them.
 *
 * @param list the word that names follow
 */
export const choiceOrList = <const Word extends string>(
  schema: v.GenericSchema<unknown, string>,
  options: Readonly<Record<Word, string>>,
  list: NoInfer<Word>,
  initial: NoInfer<Word>,
): Kind<string> => ({ control: { kind: 'choice', options, list }, schema, default: initial, enter: asItIs });

/**
 * A tick a name: only those that somebody has set or taken away are kept.
 *
 * @param isSet whether a tick of some name is set when nobody has done anything
 */
export const ticks = <Name extends string>(
  parts: Readonly<Record<Name, string>>,
  isSet: (name: string) => boolean,
): Kind<ByName<Name, boolean>> => ({
  control: { kind: 'ticks', parts, isSet },
  schema: byName(parts, v.boolean('choose on or off'), (name, value) => value === isSet(name)),
  default: {} as ByName<Name, boolean>,
  enter: asItIs,
});

/** A line a name, each with what it is unless somebody has entered something else: only what differs is kept. */
export const texts = <Name extends string>(
  parts: Readonly<Record<Name, string>>,
  schema: v.GenericSchema<unknown, string>,
): Kind<ByName<Name, string>> => ({
  control: { kind: 'texts', parts },
  schema: byName(parts, schema, (name, line) => line === '' || line === parts[name]),
  default: {} as ByName<Name, string>,
  enter: asItIs,
});

export type ByName<Name extends string, T> = Readonly<Partial<Record<Name, T>>>;

/** Values by name, without those that are as usual; other names are refused. */
function byName<Name extends string, T>(
  parts: Readonly<Record<Name, string>>,
  schema: v.GenericSchema<unknown, T>,
  isUsual: (name: Name, value: T) => boolean,
): v.GenericSchema<unknown, ByName<Name, T>> {
  type Values = ByName<Name, T>;
  const entries = Object.fromEntries(Object.keys(parts).map((name) => [name, v.optional(schema)]));
  const object = v.strictObject(entries, 'there is no such name') as unknown as v.GenericSchema<
    unknown,
    Values
  >;
  const unusual = (values: Values): Values => {
    const kept = (Object.entries(values) as [Name, T][]).filter(([name, value]) => !isUsual(name, value));
    return Object.fromEntries(kept) as Values;
  };
  return v.pipe(object, v.transform(unusual));
}
