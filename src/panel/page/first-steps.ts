import type { KeyShown, PanelState } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { checkConnection, saveAndCheck } from './key';

/** What the box asks of the rest of the panel. */
interface Others {
  readonly refresh: () => Promise<void>;
  readonly keyChanged: (key: KeyShown) => void;
}

/** The box above the view "Refresh", as long as something is missing: the key, or the first refresh. */
export class FirstSteps {
  readonly element = make('div', { className: 'box odd steps' });
  readonly #notice = new Notice();
  readonly #keyStep = make('li');
  readonly #refresh: HTMLButtonElement;
  #key: KeyShown;
  #isRefreshed: boolean;

  constructor(
    { key, statistics }: PanelState,
    private readonly others: Others,
  ) {
    this.#key = key;
    this.#isRefreshed = statistics.some(({ last }) => last !== null);
    this.#refresh = button('Refresh now', others.refresh, 'main');
    this.element.append(
      heading('First steps'),
      make(
        'ol',
        {},
        this.#keyStep,
        make(
          'li',
          {},
          'See whether both portals answer.',
          make(
            'div',
            { className: 'row' },
            button('Check both', () => checkConnection(this.#notice)),
          ),
        ),
        make('li', {}, 'Fetch the figures.', make('div', { className: 'row' }, this.#refresh)),
      ),
      this.#notice.element,
    );
    this.show(key);
  }

  /** Shows what is missing with this key; nothing when all is there. */
  show(key: KeyShown): void {
    this.#key = key;
    this.element.hidden = key.isUsable && this.#isRefreshed;
    this.#refresh.disabled = !key.isUsable;
    this.#keyStep.replaceChildren(
      ...(key.isUsable ? [paragraph('The API key is there.')] : this.#keyField()),
    );
  }

  /** Notes that figures are there. */
  refreshed(): void {
    this.#isRefreshed = true;
    this.#notice.clear();
    this.show(this.#key);
  }

  #keyField(): HTMLElement[] {
    const input = make('input', { type: 'password', id: 'first-api-key', autocomplete: 'off' });
    const label = `Enter your API key for ${this.#key.host}. Only you can use it.`;
    return [
      make('label', { htmlFor: input.id }, label),
      input,
      make(
        'div',
        { className: 'row' },
        button('Save and check', () => this.#save(input.value), 'main'),
      ),
    ];
  }

  async #save(value: string): Promise<void> {
    this.#notice.say('The key is being tried...');
    try {
      const { key, finding } = await saveAndCheck(value, false);
      this.#notice.say(finding.message, finding.isGood ? 'good' : 'bad');
      // A key that is refused is asked for again.
      if (!finding.isGood) return;
      this.show(key);
      this.others.keyChanged(key);
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    }
  }
}
