import type { ProgressShown } from '../boundary';
import { button, heading, make } from './dom';

/** How far the refresh is that runs now. */
export class ProgressView {
  readonly element = make('div', { className: 'progress', hidden: true });
  readonly #title = heading('');
  readonly #bar = make('progress', { ariaLabel: 'Progress' });
  readonly #words = make('p', { className: 'quiet', role: 'status' });

  constructor(cancel: () => Promise<void>) {
    const row = make('div', { className: 'row' }, button('Cancel', cancel));
    this.element.append(this.#title, this.#bar, this.#words, row);
  }

  /** @param lastSeconds how long the statistic took last; 0 where that is not known */
  show(progress: ProgressShown | null, lastSeconds: number): void {
    this.element.hidden = progress === null;
    if (!progress) return;
    const { statistic, answered, total, by, seconds, finished, waiting } = progress;
    const position = finished.length + 1;
    const isMany = position + waiting.length > 1;
    this.#title.textContent = isMany
      ? `${position} of ${position + waiting.length}: ${statistic}`
      : statistic;
    if (total === 0) this.#bar.removeAttribute('value');
    else Object.assign(this.#bar, { max: total, value: answered });
    this.#words.textContent = [
      total === 0 ? 'The portals are being asked' : `${answered} of ${total} answers`,
      `${time(seconds)} so far`,
      ...(lastSeconds > 0 ? [`this one took ${time(lastSeconds)} last time`] : []),
      ...(by === '' ? [] : [`for ${by}`]),
    ].join(', ');
  }
}

const time = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
