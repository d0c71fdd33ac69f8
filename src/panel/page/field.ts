import type { SettingField } from '../boundary';
import { make } from './dom';

type Shown = Omit<SettingField, 'group'>;

/** One field with its label, what it is about, what is wrong with it, and the way back to its default. */
export class Field {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement | HTMLSelectElement;
  /** Names that belong to one of the choices. */
  readonly #names: HTMLInputElement | undefined;
  readonly #error: HTMLElement;
  readonly #back: HTMLButtonElement;

  constructor(private readonly shown: Shown) {
    const { name, label, help, control, list } = shown;
    const id = `field-${name}`;
    this.#input = inputOf(shown);
    this.#input.id = id;
    if (list !== '') this.#names = make('input', { type: 'text', id: `${id}-names`, spellcheck: false });
    this.#error = make('p', { id: `${id}-error`, className: 'error', hidden: true });
    this.#back = make('button', { type: 'button', className: 'back' }, `Back to ${this.#standardInWords()}`);
    this.#back.onclick = () => {
      this.value = shown.standard;
      this.#input.dispatchEvent(new Event('input', { bubbles: true }));
      this.#input.focus();
    };
    const about = make('p', { id: `${id}-help`, className: 'help', hidden: help === '' }, help);
    this.#input.setAttribute('aria-describedby', `${about.id} ${this.#error.id}`);
    const caption = make('label', { htmlFor: id }, label);
    const names = this.#names
      ? [make('label', { htmlFor: this.#names.id, className: 'help' }, 'Their names'), this.#names]
      : [];
    this.element =
      control === 'tick'
        ? make('div', {}, make('div', { className: 'tick' }, this.#input, caption), this.#error, about)
        : make('div', { className: 'field' }, caption, this.#input, ...names, this.#error, about);
    this.element.append(this.#back);
    this.element.addEventListener('input', () => this.#follow());
    this.value = shown.value;
  }

  get value(): string | boolean {
    if (this.#input instanceof HTMLInputElement && this.#input.type === 'checkbox')
      return this.#input.checked;
    const { list } = this.shown;
    if (!this.#names || this.#input.value !== list) return this.#input.value;
    return (
      list +
      this.#names.value
        .split(/[\s,;]+/)
        .filter(Boolean)
        .join(',')
    );
  }

  set value(value: string | boolean) {
    const { list } = this.shown;
    if (this.#input instanceof HTMLInputElement && this.#input.type === 'checkbox')
      this.#input.checked = value === true;
    else if (this.#names && String(value).startsWith(list)) {
      this.#input.value = list;
      this.#names.value = String(value).slice(list.length).replace(/,/g, ', ');
    } else this.#input.value = String(value);
    this.#follow();
  }

  /** Whether it says something else than when nobody has chosen anything. */
  get isChosen(): boolean {
    return this.value !== this.shown.standard;
  }

  /** Shows what is wrong; '' for nothing. */
  complain(problem: string): void {
    this.#error.textContent = problem === '' ? '' : `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
    this.#error.hidden = problem === '';
    this.#input.setAttribute('aria-invalid', String(problem !== ''));
  }

  focus(): void {
    this.#input.focus();
  }

  #follow(): void {
    this.#back.hidden = this.shown.control === 'tick' || !this.isChosen;
    const names = this.#names;
    if (!names) return;
    const isList = this.#input.value === this.shown.list;
    names.hidden = !isList;
    if (names.previousElementSibling instanceof HTMLElement) names.previousElementSibling.hidden = !isList;
  }

  #standardInWords(): string {
    const { standard, options, initial } = this.shown;
    const text = String(standard);
    return options.find(({ value }) => value === text)?.label ?? (text || initial || 'nothing');
  }
}

function inputOf({ control, options, initial }: Shown): HTMLInputElement | HTMLSelectElement {
  if (control === 'tick') return make('input', { type: 'checkbox' });
  if (control === 'text') return make('input', { type: 'text', placeholder: initial, spellcheck: false });
  return make(
    'select',
    {},
    ...options.map((option) => make('option', { value: option.value }, option.label)),
  );
}
