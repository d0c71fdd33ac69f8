import type { SettingField, FieldValues, KeyShown, PanelState, SettingsShown } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { Field } from './field';
import { KeyView } from './key-view';
import { call } from './server';

/** Groups that are open at first, in this order; all others follow, closed. */
const OPEN = ['Mail', 'Periods'];
/** Milliseconds without input after which what is entered is kept for the next time the panel is opened. */
const KEEP = 1500;

/** The view "Settings": the API key, whether the portals answer, and the settings. */
export class SettingsView {
  readonly #key: KeyView;
  readonly #draft = make('div');
  readonly #settings = make('div');
  readonly #saved = new Notice();
  readonly #save = make('button', { type: 'button', className: 'main' }, 'Save settings');
  readonly #state = make('span', { className: 'quiet', role: 'status' });
  #fields = new Map<string, Field>();
  /** What the fields said when they were shown, or when somebody was told that others have changed them since. */
  #opened: FieldValues = {};
  #timer = 0;

  /** @param keyChanged told when a key was entered here */
  constructor(place: HTMLElement, { settings, key, draft }: PanelState, keyChanged: (key: KeyShown) => void) {
    this.#key = new KeyView(key, keyChanged);
    this.#save.onclick = () => void this.#saveAll();
    this.#showSettings(settings);
    this.#askAboutDraft(draft);
    this.#settings.addEventListener('input', () => {
      this.#follow();
      this.#keepSoon();
    });
    window.addEventListener('beforeunload', (event) => {
      if (Object.keys(this.#changed()).length > 0) event.preventDefault();
    });
    place.append(
      this.#key.element,
      this.#draft,
      this.#settings,
      make('div', { className: 'save' }, this.#saved.element, this.#save, this.#state),
    );
  }

  useKey(key: KeyShown): void {
    this.#key.show(key);
  }

  #showSettings({ fields, problem }: SettingsShown): void {
    this.#fields = new Map(fields.map((field) => [field.name, new Field(field)]));
    this.#opened = valuesOf(fields);
    const groups = [...new Set([...OPEN, ...fields.map(({ group }) => group)])];
    const open = [...this.#settings.querySelectorAll('details')].filter((each) => each.open);
    const names = open.length === 0 ? OPEN : open.map((each) => each.dataset.group ?? '');
    this.#settings.replaceChildren(
      paragraph(
        problem === '' ? '' : `${problem} The defaults are shown; nothing is refreshed until you save.`,
        'box bad',
      ),
      heading('Settings'),
      ...groups.map((group) => this.#groupOf(group, fields, names.includes(group))),
    );
    this.#follow();
  }

  #groupOf(group: string, fields: readonly SettingField[], open: boolean): HTMLElement {
    const members = fields
      .filter((field) => field.group === group)
      .flatMap(({ name }) => this.#fields.get(name) ?? []);
    const chosen = members.filter(({ isChosen }) => isChosen).length;
    const summary = make(
      'summary',
      {},
      make('span', { className: 'title' }, group),
      make('span', { className: 'quiet' }, chosen === 0 ? '' : `${chosen} not as usual`),
    );
    const details = make(
      'details',
      { open },
      summary,
      make('div', {}, ...members.map(({ element }) => element)),
    );
    details.dataset.group = group;
    return details;
  }

  /** What is entered and differs from what is stored. */
  #changed(): FieldValues {
    return valuesOf(
      [...this.#fields]
        .map(([name, { value }]) => ({ name, value }))
        .filter(({ name, value }) => value !== this.#opened[name]),
    );
  }

  #follow(): void {
    const count = Object.keys(this.#changed()).length;
    this.#save.disabled = count === 0 && this.#settings.querySelector('.box.bad:not([hidden])') === null;
    this.#state.textContent = count === 0 ? '' : `${count} not saved yet`;
    if (count > 0) this.#saved.clear();
  }

  /** Google takes a panel away without asking: what is not saved is asked about when it is opened again. */
  #keepSoon(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      void call('panelKeepDraft', this.#changed()).catch(() => undefined);
    }, KEEP);
  }

  #askAboutDraft(draft: FieldValues): void {
    const names = Object.keys(draft).filter((name) => this.#fields.has(name));
    if (names.length === 0) return;
    const end = (): void => this.#draft.replaceChildren();
    const takeUp = async (): Promise<void> => {
      for (const name of names) {
        const field = this.#fields.get(name);
        if (field) field.value = draft[name] ?? '';
        field?.element.closest('details')?.setAttribute('open', '');
      }
      end();
      this.#follow();
      return Promise.resolve();
    };
    const forget = async (): Promise<void> => {
      end();
      await call('panelKeepDraft', {}).catch(() => undefined);
    };
    const many = names.length === 1 ? 'A change was' : `${names.length} changes were`;
    this.#draft.replaceChildren(
      paragraph(`${many} not saved when the panel was closed.`, 'box odd'),
      make('div', { className: 'row' }, button('Take up again', takeUp, 'main'), button('Forget', forget)),
    );
  }

  async #saveAll(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#save.disabled = true;
    try {
      const { problems, settings, key } = await call('panelSaveSettings', this.#changed(), this.#opened);
      if (Object.keys(problems).length === 0) {
        this.#showSettings(settings);
        this.#key.show(key);
        this.#draft.replaceChildren();
        this.#saved.say('The settings are saved, for the next refresh.', 'good');
        return;
      }
      this.#complain(problems, settings);
    } catch (error) {
      this.#saved.say((error as Error).message, 'bad');
      this.#save.disabled = false;
    }
  }

  #complain(problems: Readonly<Record<string, string>>, settings: SettingsShown): void {
    const now = valuesOf(settings.fields);
    const told = Object.keys(problems).filter((name) => name in now);
    this.#opened = { ...this.#opened, ...valuesOf(told.map((name) => ({ name, value: now[name] ?? '' }))) };
    const wrong = [...this.#fields].filter(([name]) => name in problems);
    for (const [name, field] of this.#fields) field.complain(problems[name] ?? '');
    for (const [, { element }] of wrong) element.closest('details')?.setAttribute('open', '');
    this.#follow();
    wrong[0]?.[1].focus();
    this.#saved.say('Nothing is saved yet: see the fields in red.', 'bad');
  }
}

const valuesOf = (fields: readonly Pick<SettingField, 'name' | 'value'>[]): FieldValues =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));
