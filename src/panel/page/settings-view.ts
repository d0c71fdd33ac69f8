import type { FieldShown, FieldValues, FindingShown, KeyShown, SettingsShown } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { Field } from './field';
import { call } from './server';

const NO_FIELD = { help: '', options: [], initial: '' };

/** The view "Settings": the API key, whether the portals answer, and the settings. */
export class SettingsView {
  readonly #key = make('div');
  readonly #findings = new Notice();
  readonly #settings = make('div');
  readonly #saved = new Notice();
  #fields = new Map<string, Field>();
  /** What the fields said when they were shown, or when somebody was told that others have changed them since. */
  #opened: FieldValues = {};

  constructor(place: HTMLElement, settings: SettingsShown, key: KeyShown) {
    this.#showKey(key);
    this.#showSettings(settings);
    place.append(
      heading('API key of the Operations Portal'),
      this.#key,
      heading('Connection'),
      paragraph('Asks both portals for something small, with the settings as they are saved.', 'quiet'),
      make(
        'div',
        { className: 'row' },
        button('Check connection', () => this.#check()),
      ),
      this.#findings.element,
      this.#settings,
      this.#saved.element,
      make(
        'div',
        { className: 'row' },
        button('Save settings', () => this.#save(), 'main'),
      ),
    );
  }

  #showKey({ words, host, hasOwn, isSharedByMe }: KeyShown): void {
    const notice = new Notice();
    const input = make('input', { type: 'password', id: 'api-key', autocomplete: 'off' });
    const label = hasOwn ? `Another key for ${host}` : `Key for ${host}`;
    const share = new Field({
      ...NO_FIELD,
      name: 'share-key',
      label: 'Share it with all editors: everybody who may edit this spreadsheet can then use it and read it',
      control: 'tick',
      value: isSharedByMe,
    });
    const change = async (work: () => Promise<KeyShown>): Promise<void> => {
      try {
        this.#showKey(await work());
      } catch (error) {
        notice.say((error as Error).message, 'bad');
      }
    };
    const save = (): Promise<void> => {
      const isShared = share.value === true;
      // Without another key the tick alone is what changes.
      if (input.value === '' && hasOwn) return change(() => call('panelShareKey', isShared));
      return change(() => call('panelSaveKey', input.value, isShared));
    };
    const remove = button('Remove my key', () => change(() => call('panelRemoveKey')));
    this.#key.replaceChildren(
      paragraph(words, 'box'),
      make('div', { className: 'field' }, make('label', { htmlFor: input.id }, label), input),
      share.element,
      make('div', { className: 'row' }, button('Save key', save), ...(hasOwn ? [remove] : [])),
      notice.element,
    );
  }

  async #check(): Promise<void> {
    this.#findings.say('Asking the portals...');
    try {
      const findings = await call('panelCheckConnection');
      this.#findings.element.replaceChildren(...findings.map(found));
    } catch (error) {
      this.#findings.say((error as Error).message, 'bad');
    }
  }

  #showSettings({ fields, problem }: SettingsShown): void {
    this.#fields = new Map(fields.map((field) => [field.name, new Field(field)]));
    this.#opened = valuesOf(fields);
    const groups = [...new Set(fields.map(({ group }) => group))];
    this.#settings.replaceChildren(
      paragraph(
        problem === '' ? '' : `${problem} The defaults are shown; nothing is refreshed until you save.`,
        'box bad',
      ),
      ...groups.map((group) => this.#groupElement(group, fields)),
    );
  }

  #groupElement(group: string, fields: readonly FieldShown[]): HTMLElement {
    const members = fields.filter((field) => field.group === group);
    const elements = members.flatMap(({ name }) => this.#fields.get(name)?.element ?? []);
    return make('fieldset', {}, make('legend', {}, heading(group)), ...elements);
  }

  async #save(): Promise<void> {
    try {
      const changed = valuesOf(
        [...this.#fields]
          .map(([name, { value }]) => ({ name, value }))
          .filter(({ name, value }) => value !== this.#opened[name]),
      );
      const { problems, settings, key } = await call('panelSaveSettings', changed, this.#opened);
      const isGood = Object.keys(problems).length === 0;
      if (isGood) {
        this.#showSettings(settings);
        this.#showKey(key);
        this.#saved.say('The settings are saved, for the next refresh.', 'good');
        return;
      }
      const now = valuesOf(settings.fields);
      const told = Object.keys(problems).filter((name) => name in now);
      this.#opened = { ...this.#opened, ...valuesOf(told.map((name) => ({ name, value: now[name] ?? '' }))) };
      for (const [name, field] of this.#fields) field.complain(problems[name] ?? '');
      [...this.#fields].find(([name]) => name in problems)?.[1].focus();
      this.#saved.say('Nothing is saved yet: see the fields in red.', 'bad');
    } catch (error) {
      this.#saved.say((error as Error).message, 'bad');
    }
  }
}

const valuesOf = (fields: readonly Pick<FieldShown, 'name' | 'value'>[]): FieldValues =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));

const found = ({ isGood, message }: FindingShown): HTMLElement =>
  paragraph(message, `box ${isGood ? 'good' : 'bad'}`);
