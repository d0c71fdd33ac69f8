import type { FieldShown } from '../boundary';
import { make } from './dom';

/** One field with its label, what it is about, and what is wrong with it. */
export class Field {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement | HTMLSelectElement;
  readonly #error: HTMLElement;

  constructor(
    shown: Pick<FieldShown, 'name' | 'label' | 'help' | 'control' | 'options' | 'value' | 'initial'>,
  ) {
    const { name, label, help, control } = shown;
    const id = `field-${name}`;
    this.#input = inputOf(shown);
    this.#input.id = id;
    this.#error = make('p', { id: `${id}-error`, className: 'error', hidden: true });
    const about = make('p', { id: `${id}-help`, className: 'help', hidden: help === '' }, help);
    this.#input.setAttribute('aria-describedby', `${about.id} ${this.#error.id}`);
    const caption = make('label', { htmlFor: id }, label);
    this.element =
      control === 'tick'
        ? make('div', {}, make('div', { className: 'tick' }, this.#input, caption), this.#error, about)
        : make('div', { className: 'field' }, caption, this.#input, this.#error, about);
  }

  get value(): string | boolean {
    return this.#input instanceof HTMLInputElement && this.#input.type === 'checkbox'
      ? this.#input.checked
      : this.#input.value;
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
}

function inputOf({
  control,
  options,
  value,
  initial,
}: Pick<FieldShown, 'control' | 'options' | 'value' | 'initial'>): HTMLInputElement | HTMLSelectElement {
  if (control === 'tick') return make('input', { type: 'checkbox', checked: value === true });
  if (control === 'text') {
    return make('input', { type: 'text', value: String(value), placeholder: initial, spellcheck: false });
  }
  const choices = options.map((option) => make('option', { value: option.value }, option.label));
  const select = make('select', {}, ...choices);
  select.value = String(value);
  return select;
}
