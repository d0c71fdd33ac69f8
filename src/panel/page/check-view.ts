import type { CheckView as Found } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { call } from './server';
import { TextToCopy } from './text-to-copy';

const KINDS = { true: 'good', false: 'bad', null: 'odd' } as const;

/** The view "Check": tries whether this spreadsheet behaves as the product expects, and shows the report to copy. */
export class CheckView {
  readonly #notice = new Notice();
  readonly #verdicts = make('div');
  readonly #report = new TextToCopy('check-report', 'Report', 'It holds no key and no address of a person.');

  /** @param lastReport of the last check; '' before the first */
  constructor(place: HTMLElement, lastReport: string) {
    place.append(
      heading('Check this spreadsheet'),
      paragraph(
        'Tries, within a minute, whether Google does in this spreadsheet what OKR Stats expects. It works in a hidden ' +
          'tab that it deletes afterwards, and changes nothing of yours. The report is kept in the run log.',
        'quiet',
      ),
      make(
        'div',
        { className: 'row' },
        button('Check', () => this.#check(), 'main'),
      ),
      this.#notice.element,
      this.#verdicts,
      this.#report.element,
    );
    this.#report.show(lastReport);
  }

  async #check(): Promise<void> {
    this.#notice.say('Trying...');
    this.#verdicts.replaceChildren();
    try {
      this.#show(await call('panelCheckSpreadsheet'));
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    }
  }

  #show({ summary, verdicts, report }: Found): void {
    const isGood = verdicts.every((verdict) => verdict.isGood !== false);
    this.#notice.say(summary, isGood ? 'good' : 'bad');
    this.#verdicts.replaceChildren(
      ...verdicts.map((verdict) => paragraph(verdict.sentence, `box ${KINDS[`${verdict.isGood}`]}`)),
    );
    this.#report.show(report);
  }
}
