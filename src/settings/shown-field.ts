// Types only: the panel's page, which knows nothing of Google, shares them.

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
