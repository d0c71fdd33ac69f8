/** A chart's options as a tree: `legend.position` is the member `position` of the member `legend`. JSON. */
export interface Options {
  readonly [name: string]: OptionValue;
}

export type OptionValue = string | number | boolean | null | readonly OptionValue[] | Options;

const isOptions = (value: unknown): value is Options =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The option of a dotted name; null when it is not set. */
export function optionIn(options: Options, name: string): OptionValue {
  return name.split('.').reduce<OptionValue>((value, part) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null;
    return (value as Options)[part] ?? null;
  }, options);
}

/** The options with one more under a dotted name; null takes it away. */
export function withOption(options: Options, name: string, value: OptionValue): Options {
  const [first = '', ...rest] = name.split('.');
  const inner = options[first];
  const changed =
    rest.length === 0 ? value : withOption(isOptions(inner) ? inner : {}, rest.join('.'), value);
  const others = Object.entries(options).filter(([each]) => each !== first);
  return Object.fromEntries(changed === null ? others : [...others, [first, changed]]);
}

/** The options under a dotted name; none when it is not set. */
export function groupIn(options: Options, name: string): Options {
  const group = optionIn(options, name);
  return isOptions(group) ? group : {};
}
