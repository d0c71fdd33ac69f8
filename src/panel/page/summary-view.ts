import { periodOf } from '../../domain/periods';
import { button, make, Notice, paragraph } from './dom';
import { call } from './server';
import { TextToCopy } from './text-to-copy';

/** Makes the quarterly summary, and shows its text to copy; closed until somebody opens it. */
export class SummaryView {
  readonly element: HTMLElement;
  readonly #quarter = make('input', {
    type: 'text',
    id: 'summary-quarter',
    placeholder: 'the last complete one',
  });
  readonly #notice = new Notice();
  readonly #text = new TextToCopy('summary-text', 'Text', 'The same as in the tab OKR Summary.');
  /** A page that is there goes only when the button says so. */
  #replaces = false;
  readonly #make = button('Make the summary', () => this.#run(), 'main');

  constructor() {
    this.#quarter.oninput = () => this.#ask('');
    this.element = make(
      'details',
      { id: 'quarterly-summary' },
      make('summary', {}, 'Quarterly summary'),
      paragraph(
        'One page in words for the OKR meeting, in the tab OKR Summary and as a text to copy.',
        'quiet',
      ),
      make('label', { htmlFor: this.#quarter.id }, `Quarter, such as ${periodOf('2026-07').label}`),
      this.#quarter,
      make('div', { className: 'row' }, this.#make),
      this.#notice.element,
      this.#text.element,
    );
  }

  async #run(): Promise<void> {
    this.#notice.say('The summary is being made.');
    this.#text.show('');
    try {
      const { question, text } = await call('panelMakeSummary', this.#quarter.value, this.#replaces);
      this.#ask(question);
      this.#text.show(text);
      if (question === '') this.#notice.say('It is in the tab OKR Summary.', 'good');
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    }
  }

  /** @param question whether what is there may go; '' for none */
  #ask(question: string): void {
    this.#replaces = question !== '';
    this.#make.textContent = this.#replaces ? 'Replace it' : 'Make the summary';
    if (this.#replaces) this.#notice.say(question, 'odd');
    else this.#notice.clear();
  }
}
