import type { KeyShown } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { Field } from './field';
import { checkConnection, saveAndCheck } from './key';
import { call } from './server';

/** The part of the view "Settings" about the API key and whether the portals answer. */
export class KeyView {
  readonly element = make('div');
  readonly #key = make('div');
  readonly #findings = new Notice();
  readonly #connection = new Notice();

  /** @param keyChanged told when another key is used, and when none is any more */
  constructor(
    key: KeyShown,
    private readonly keyChanged: (key: KeyShown) => void,
  ) {
    this.#showKey(key);
    this.element.append(
      heading('API key of the Operations Portal'),
      this.#key,
      this.#findings.element,
      heading('Connection'),
      paragraph('Asks both portals for something small, with the settings as they are saved.', 'quiet'),
      make(
        'div',
        { className: 'row' },
        button('Check connection', () => checkConnection(this.#connection)),
      ),
      this.#connection.element,
    );
  }

  /** What was found with another key is no longer true. */
  show(key: KeyShown): void {
    this.#findings.clear();
    this.#connection.clear();
    this.#showKey(key);
  }

  #showKey({ words, host, hasOwn, isSharedByMe }: KeyShown): void {
    const input = make('input', { type: 'password', id: 'api-key', autocomplete: 'off' });
    const label = hasOwn ? `Another key for ${host}` : `Key for ${host}`;
    const share = new Field({
      name: 'share-key',
      label: 'Share it with all editors: everybody who may edit this spreadsheet can then use it and read it',
      help: '',
      control: 'tick',
      options: [],
      value: isSharedByMe,
      initial: '',
      standard: false,
      list: '',
    });
    const save = async (): Promise<void> => {
      const isShared = share.value === true;
      // Without another key the tick alone is what changes.
      if (input.value === '' && hasOwn) return this.#change(() => call('panelShareKey', isShared));
      this.#findings.say('The key is being tried...');
      return this.#change(async () => {
        const { key, finding } = await saveAndCheck(input.value, isShared);
        return { key, findings: [finding] };
      });
    };
    const remove = button('Remove my key', () => this.#change(() => call('panelRemoveKey')));
    this.#key.replaceChildren(
      paragraph(words, 'box'),
      make('div', { className: 'field' }, make('label', { htmlFor: input.id }, label), input),
      share.element,
      make('div', { className: 'row' }, button('Save key', save), ...(hasOwn ? [remove] : [])),
    );
  }

  /** Changes the key, and shows what was found of it. */
  async #change(
    work: () => Promise<KeyShown | { key: KeyShown; findings: Parameters<Notice['show']>[0] }>,
  ): Promise<void> {
    try {
      const done = await work();
      const { key, findings } = 'key' in done ? done : { key: done, findings: [] };
      this.#showKey(key);
      this.#connection.clear(); // That was found with the key before.
      this.#findings.show(findings);
      this.keyChanged(key);
    } catch (error) {
      this.#findings.say((error as Error).message, 'bad');
    }
  }
}
