import type { PanelState, ProgressShown, RefreshRequest, ResultShown, StatisticShown } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { call } from './server';

const PERIODS: Readonly<Record<RefreshRequest['history'], string>> = {
  recent: 'What may still change: the last year, and what is missing',
  missing: 'What is missing',
  all: 'All periods; you see first what would change',
};

/** Milliseconds between two looks at how far a refresh is. */
const POLL = 2000;

/** The view "Refresh": what to refresh, how far it is, and what came of it last. */
export class RefreshView {
  readonly #ticks: readonly HTMLInputElement[];
  readonly #periods: readonly HTMLInputElement[];
  readonly #dryRun = make('input', { type: 'checkbox', id: 'dry-run' });
  readonly #form: HTMLElement;
  readonly #progress = make('div', { className: 'progress', hidden: true });
  readonly #notice = new Notice();
  readonly #outcome = make('div');
  readonly #last = make('div');

  constructor(place: HTMLElement, { statistics, progress }: PanelState) {
    this.#ticks = statistics.map(({ id, isOn }) =>
      make('input', { type: 'checkbox', id: `statistic-${id}`, value: id, checked: isOn }),
    );
    this.#periods = Object.keys(PERIODS).map((value) =>
      make('input', {
        type: 'radio',
        name: 'periods',
        id: `periods-${value}`,
        value,
        checked: value === 'recent',
      }),
    );
    this.#form = make(
      'div',
      {},
      choices(
        'Statistics',
        this.#ticks,
        statistics.map(({ title }) => title),
      ),
      choices('Periods', this.#periods, Object.values(PERIODS)),
      labelled(this.#dryRun, 'Only show what would change'),
      make(
        'div',
        { className: 'row' },
        button('Refresh', () => this.#start(), 'main'),
      ),
    );
    this.#showLast(statistics);
    place.append(this.#form, this.#progress, this.#notice.element, this.#outcome, this.#last);
    if (progress) void this.#follow(progress);
  }

  /** All periods are refreshed only after a look at what would change. */
  async #start(): Promise<void> {
    const statistics = this.#ticks.filter(({ checked }) => checked).map(({ value }) => value);
    if (statistics.length === 0) {
      this.#notice.say('Choose at least one statistic.', 'bad');
      return;
    }
    const history = (this.#periods.find(({ checked }) => checked)?.value ??
      'recent') as RefreshRequest['history'];
    await this.#run({ statistics, history, dryRun: this.#dryRun.checked || history === 'all' });
  }

  async #run(request: RefreshRequest): Promise<void> {
    this.#notice.clear();
    this.#outcome.replaceChildren();
    let isOver = false;
    const results = call('panelRefresh', request).finally(() => (isOver = true));
    this.#showProgress({ statistic: 'Starting', batch: 0, answered: 0, total: 0, by: '', seconds: 0 });
    void this.#poll(() => isOver);
    try {
      const outcome = await results;
      this.#showProgress(null);
      this.#showOutcome(outcome, request);
      await this.#renew();
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    } finally {
      this.#showProgress(null);
    }
  }

  /** Shows how far a refresh is that somebody else has started. */
  async #follow(progress: ProgressShown): Promise<void> {
    this.#showProgress(progress);
    let isOver = false;
    await this.#poll(
      () => isOver,
      (now) => (isOver = now === null),
    );
    this.#showProgress(null);
    await this.#renew();
  }

  async #poll(
    isOver: () => boolean,
    look: (now: ProgressShown | null) => void = () => undefined,
  ): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      if (isOver()) return;
      // One look that fails is no reason to stop looking.
      const now = await call('panelProgress').catch(() => undefined);
      if (now !== undefined) look(now);
      if (isOver()) return;
      if (now) this.#showProgress(now);
    }
  }

  #showProgress(progress: ProgressShown | null): void {
    this.#form.hidden = progress !== null;
    this.#progress.hidden = progress === null;
    if (!progress) {
      this.#progress.replaceChildren();
      return;
    }
    if (this.#progress.childElementCount === 0) this.#progress.append(...this.#newProgress());
    const { statistic, batch, answered, total, by, seconds } = progress;
    const [title, bar, words] = this.#progress.children as unknown as [
      HTMLElement,
      HTMLProgressElement,
      HTMLElement,
    ];
    title.textContent = statistic;
    if (total === 0) bar.removeAttribute('value');
    else Object.assign(bar, { max: total, value: answered });
    const count =
      batch === 0 ? 'The portals are being asked' : `Batch ${batch}, ${answered} of ${total} answers`;
    words.textContent = `${count}, ${seconds} s${by === '' ? '' : `, for ${by}`}`;
  }

  #newProgress(): HTMLElement[] {
    const words = make('p', { className: 'quiet', role: 'status' });
    const cancel = button('Cancel', async () => {
      try {
        await call('panelCancel');
        this.#notice.say('It stops before its next requests. What is not written yet stays as it is.');
      } catch (error) {
        this.#notice.say((error as Error).message, 'bad');
      }
    });
    return [
      heading(''),
      make('progress', { ariaLabel: 'Progress' }),
      words,
      make('div', { className: 'row' }, cancel),
    ];
  }

  #showOutcome(results: readonly ResultShown[], request: RefreshRequest): void {
    const isGood = results.every(({ result }) => result === 'done');
    const isCancelled = results.some(({ result }) => result === 'cancelled');
    const hasChanges = results.some(({ changes }) => changes !== '');
    const toContinue = results.find(({ result }) => result === 'unfinished');
    if (toContinue) this.#notice.say(toContinue.message, 'odd');
    else if (isCancelled) this.#notice.say('Cancelled. The old figures are kept.', 'odd');
    else if (!isGood) this.#notice.say('Not everything could be refreshed: see below.', 'bad');
    else if (!request.dryRun) this.#notice.say('All done.', 'good');
    else this.#notice.say(hasChanges ? 'This would change:' : 'Nothing would change.');
    if (!request.dryRun) return;
    this.#outcome.append(
      ...results.map((result) => entry(result.title, result.result, wordsOf(result), true)),
    );
    if (isCancelled || !hasChanges) return;
    const write = button('Write these figures', () => this.#run({ ...request, dryRun: false }), 'main');
    this.#outcome.append(make('div', { className: 'row' }, write));
  }

  /** Shows the last results as they are now. */
  async #renew(): Promise<void> {
    try {
      this.#showLast((await call('panelState')).statistics);
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    }
  }

  #showLast(statistics: readonly StatisticShown[]): void {
    const entries = statistics.map(({ title, last }) =>
      last
        ? entry(title, last.result, [`${last.when} by ${last.who}`, ...wordsOf(last)], last.result !== 'done')
        : entry(title, 'not yet', ['It has not been refreshed yet.'], false),
    );
    this.#last.replaceChildren(heading('Last results'), ...entries);
  }
}

function choices(
  legend: string,
  inputs: readonly HTMLInputElement[],
  labels: readonly string[],
): HTMLElement {
  const lines = inputs.map((input, index) => labelled(input, labels[index] ?? ''));
  return make('fieldset', {}, make('legend', {}, legend), ...lines);
}

const labelled = (input: HTMLInputElement, label: string): HTMLElement =>
  make('div', { className: 'tick' }, input, make('label', { htmlFor: input.id }, label));

const wordsOf = ({
  result,
  periods,
  changes,
  message,
}: Pick<ResultShown, 'result' | 'periods' | 'changes' | 'message'>): string[] => [
  periods === '' ? '' : `Periods: ${periods}`,
  changes === '' && result === 'done' ? 'Nothing changed.' : changes,
  message,
];

/** A line that opens, with the result in words and all that is to be said about it. */
function entry(title: string, result: string, words: readonly string[], open: boolean): HTMLElement {
  const outcome = make('span', { className: `result-${result.replace(/\W/g, '-')}` }, result);
  const summary = make('summary', {}, make('span', { className: 'title' }, title), outcome);
  return make('details', { open }, summary, make('div', {}, ...words.map((each) => paragraph(each))));
}
