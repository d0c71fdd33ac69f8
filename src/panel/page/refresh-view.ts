import type {
  KeyShown,
  PanelState,
  ProgressShown,
  RefreshRequest,
  ResultShown,
  StatisticShown,
} from '../boundary';
import { button, labelled, make, Notice } from './dom';
import { FirstSteps } from './first-steps';
import { lastResults } from './last-results';
import { previewOf } from './preview';
import { ProgressView } from './progress-view';
import { call } from './server';
import { SummaryView } from './summary-view';
import { twoSumsOf } from './two-sums';

const PERIODS: Readonly<Record<RefreshRequest['history'], string>> = {
  recent: 'What may still change: the last year, and what is missing',
  missing: 'What is missing',
  all: 'All periods; you see first what would change',
};

const OUTDATED =
  'The portals now give something else than what was shown, or the tab was changed, so nothing was written. This is what ' +
  'would change now:';

/** Milliseconds between two looks at how far a refresh is. */
const POLL = 2000;

/** The view "Refresh": what to refresh, how far it is, and what came of it last. */
export class RefreshView {
  readonly #ticks: readonly HTMLInputElement[];
  readonly #periods: readonly HTMLInputElement[];
  readonly #dryRun = make('input', { type: 'checkbox', id: 'dry-run' });
  readonly #firstSteps: FirstSteps;
  readonly #form: HTMLElement;
  readonly #progress = new ProgressView(() => this.#cancel());
  readonly #notice = new Notice();
  readonly #outcome = make('div');
  readonly #last = make('div');
  #statistics: readonly StatisticShown[];

  /** @param keyChanged told when a key was entered here */
  constructor(place: HTMLElement, state: PanelState, keyChanged: (key: KeyShown) => void) {
    const { statistics, progress } = state;
    this.#statistics = statistics;
    this.#firstSteps = new FirstSteps(state, { refresh: () => this.#start(), keyChanged });
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
    this.#showLast(null);
    place.append(
      this.#firstSteps.element,
      this.#form,
      this.#progress.element,
      this.#notice.element,
      this.#outcome,
      this.#last,
      new SummaryView().element,
    );
    if (progress) void this.#follow(progress);
  }

  /** Shows that another key is used now; what was said with the old one is no longer true. */
  useKey(key: KeyShown): void {
    this.#firstSteps.show(key);
    this.#notice.clear();
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
    const dryRun = this.#dryRun.checked || history === 'all';
    await this.#run({ statistics, history, dryRun, isAnew: true });
  }

  async #run(request: RefreshRequest): Promise<void> {
    const outdated = await this.#runOnce(request);
    if (outdated.length === 0) return;
    await this.#runOnce({ ...request, statistics: outdated, dryRun: true });
    this.#notice.say(OUTDATED, 'odd');
  }

  /** @returns the statistics that were not written, because it would not have been what was shown */
  async #runOnce(request: RefreshRequest): Promise<string[]> {
    this.#notice.clear();
    this.#outcome.replaceChildren();
    let isOver = false;
    const results = call('panelRefresh', request).finally(() => (isOver = true));
    this.#showProgress(this.#beginning(request));
    void this.#poll(() => isOver);
    try {
      const outcome = await results;
      this.#showProgress(null);
      this.#showOutcome(outcome, request);
      await this.#renew();
      return outcome.filter(({ isOutdated }) => isOutdated).map(({ id }) => id);
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    } finally {
      this.#showProgress(null);
    }
    return [];
  }

  /** What is known of a refresh before it says so itself. */
  #beginning({ statistics }: RefreshRequest): ProgressShown {
    const [statistic = '', ...waiting] = this.#statistics
      .filter(({ id }) => statistics.includes(id))
      .map(({ title }) => title);
    return { statistic, batch: 0, answered: 0, total: 0, by: '', seconds: 0, finished: [], waiting };
  }

  /** Shows how far a refresh is that somebody else has started. */
  async #follow(progress: ProgressShown): Promise<void> {
    this.#showProgress(progress);
    let isOver = false;
    await this.#poll(
      () => isOver,
      (now) => (isOver = now === null),
    );
    await this.#renew();
    this.#showProgress(null);
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
    if (progress) this.#firstSteps.element.hidden = true;
    const current = this.#statistics.find(({ title }) => title === progress?.statistic);
    this.#progress.show(progress, current?.last?.seconds ?? 0);
    this.#showLast(progress);
  }

  async #cancel(): Promise<void> {
    try {
      await call('panelCancel');
      this.#notice.say('It stops before its next requests. What is not written yet stays as it is.');
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    }
  }

  #showOutcome(results: readonly ResultShown[], request: RefreshRequest): void {
    const isGood = results.every(({ result }) => result === 'done');
    const isCancelled = results.some(({ result }) => result === 'cancelled');
    const hasChanges = results.some(({ changes }) => changes !== '');
    const toContinue = results.find(({ result }) => result === 'unfinished');
    if (toContinue) this.#notice.say(toContinue.message, 'odd');
    else if (isCancelled) {
      const isKept = results.every(({ keepsOld }) => keepsOld);
      this.#notice.say(
        isKept
          ? 'Cancelled. The old figures are kept.'
          : 'Cancelled. What was written before stays: see below.',
        'odd',
      );
    } else if (!isGood) this.#notice.say('Not everything could be refreshed: see below.', 'bad');
    else if (!request.dryRun) this.#notice.say('All done.', 'good');
    else this.#notice.say(hasChanges ? 'This would change:' : 'Nothing would change.');
    if (!request.dryRun) return;
    const write = (): Promise<void> => this.#run({ ...request, dryRun: false, isAnew: false });
    const show = (periods: readonly string[]): Promise<void> =>
      this.#run({ ...request, larger: [...(request.larger ?? []), ...periods] });
    this.#outcome.append(
      ...twoSumsOf(results, show),
      ...previewOf(results, isCancelled || !hasChanges ? undefined : write),
    );
  }

  /** Shows the last results as they are now. */
  async #renew(): Promise<void> {
    try {
      this.#statistics = (await call('panelState')).statistics;
      this.#showLast(null);
      if (this.#statistics.some(({ last }) => last !== null)) this.#firstSteps.refreshed();
    } catch (error) {
      this.#notice.say((error as Error).message, 'bad');
    }
  }

  /** What somebody has opened stays open. */
  #showLast(progress: ProgressShown | null): void {
    const open = [...this.#last.querySelectorAll('details')].map((each) => each.open);
    this.#last.replaceChildren(...lastResults(this.#statistics, progress));
    this.#last.querySelectorAll('details').forEach((each, index) => (each.open = open[index] ?? false));
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
