import { Failure } from '../failure';
import { fingerprint } from '../domain/fingerprint';
import type { StatisticId } from '../domain/catalogue';
import { isRunning, readPeriod, type Month } from '../domain/periods';
import { bestEffort } from '../google/best-effort';
import { bytesOf } from '../google/property';
import type { Change } from '../sheets/plan';

/** Seconds that what was shown may be written as it was: as long as Google's cache keeps anything. */
const LIFETIME = 21_600;
/** Bytes of one value in Google's cache, a little below the limit. */
const ROOM = 95_000;
/** Changes that a message names. */
const NAMED = 5;

/** What is going to be written is not what was shown, so that somebody has to look again. */
export class NotAsShown extends Failure {}

/** Changes of periods that are over, by the tab in which they are. */
type ByTab = Record<string, string>;

/**
 * What previews have shown, kept for whoever then writes it: of each change of a period that is over a fingerprint, with
 * which others are told apart. A preview that does not fit, or that the cache has lost, has not been shown.
 */
export class ShownChanges {
  #noted: ByTab | undefined;

  /** @param month the present one */
  constructor(
    private readonly month: Month,
    private readonly cache = CacheService.getDocumentCache(),
  ) {}

  /** Notes what a preview of all periods shows of a tab. */
  note(tab: string, changes: readonly Change[]): void {
    this.#noted ??= {};
    this.#noted[tab] = this.#past(changes).map(signOf).join(' ');
  }

  /** Keeps what a preview of all periods has shown of a statistic, if it was one. */
  keep(id: StatisticId): void {
    if (!this.#noted) return;
    const text = JSON.stringify(this.#noted);
    this.#noted = undefined;
    bestEffort(() => {
      if (bytesOf(text) <= ROOM) this.cache?.put(keyOf(id), text, LIFETIME);
      else this.cache?.remove(keyOf(id));
    });
  }

  /** Whether somebody has been shown what a refresh of all periods makes of a statistic. */
  has(id: StatisticId): boolean {
    return this.#shown(id) !== undefined;
  }

  /**
   * Makes sure that a tab gets no change of a period that is over but those that were shown.
   *
   * @throws NotAsShown when the portals meanwhile give something else
   */
  check(id: StatisticId, tab: string, changes: readonly Change[]): void {
    const shown = new Set((this.#shown(id)?.[tab] ?? '').split(' '));
    const others = this.#past(changes).filter((change) => !shown.has(signOf(change)));
    if (others.length === 0) return;
    const named = others
      .slice(0, NAMED)
      .map((change) => `${change.row}, ${change.column}: ${brief(change.new)}`);
    const rest = others.length > NAMED ? `, and ${others.length - NAMED} more` : '';
    throw new NotAsShown(
      'It was not written, because the portals now give something else than what was shown: ' +
        `${named.join('; ')}${rest}. Look again at what would change.`,
    );
  }

  /** Forgets what has been written, or what nobody wants any more. */
  forget(id: StatisticId): void {
    bestEffort(() => this.cache?.remove(keyOf(id)));
  }

  #shown(id: StatisticId): ByTab | undefined {
    const text = bestEffort(() => this.cache?.get(keyOf(id)));
    return typeof text === 'string' ? (JSON.parse(text) as ByTab) : undefined;
  }

  /** What runs is written as it is measured. */
  #past(changes: readonly Change[]): Change[] {
    return changes.filter(({ row, column }) => {
      const period = readPeriod(row) ?? readPeriod(column);
      return period !== undefined && !isRunning(period, this.month);
    });
  }
}

const keyOf = (id: StatisticId): string => `shown.${id}`;

const brief = (content: number | string): string =>
  String(content).length > 40 ? `${String(content).slice(0, 40)}...` : String(content);

/** A short sign for what a cell becomes. */
const signOf = ({ row, column, new: content }: Change): string =>
  fingerprint(`${row}\n${column}\n${content}`);
