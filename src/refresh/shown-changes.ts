import { Failure } from '../failure';
import { fingerprint } from '../domain/fingerprint';
import type { StatisticId } from '../domain/catalogue';
import { isRunning, readPeriod, type History, type Month } from '../domain/periods';
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

/** What a preview has shown of one statistic: signs of the changes of periods that are over by the tab in which they are, and of today's figures. */
interface Kept {
  tabs: Record<string, string>;
  today: string;
}

/**
 * What previews have shown, kept for whoever then writes it: of each change of a period that is over a fingerprint, with
 * which others are told apart. A preview that does not fit, or that the cache has lost, has not been shown.
 */
export class ShownChanges {
  #noted: Kept | undefined;
  readonly #known = new Map<string, Shown | undefined>();

  /**
   * @param user to whom it was shown
   * @param month the present one
   */
  constructor(
    private readonly user: string,
    private readonly month: Month,
    private readonly cache = CacheService.getDocumentCache(),
  ) {}

  /** Notes what a preview shows of a tab. */
  note(tab: string, changes: readonly Change[]): void {
    this.#ofThis.tabs[tab] = pastOf(changes, this.month).map(signOf).join(' ');
  }

  /** Notes a figure of today that a preview has taken as it is. */
  noteFigure(what: string, figure: number): void {
    this.#ofThis.today += ` ${signOfFigure(what, figure)}`;
  }

  get #ofThis(): Kept {
    return (this.#noted ??= { tabs: {}, today: '' });
  }

  /** Keeps what a preview has shown of a statistic. */
  keep(id: StatisticId, history: History): void {
    if (!this.#noted) return;
    const text = JSON.stringify(this.#noted);
    this.#noted = undefined;
    bestEffort(() => {
      if (bytesOf(text) <= ROOM) this.cache?.put(keyOf(this.user, id, history), text, LIFETIME);
      else this.cache?.remove(keyOf(this.user, id, history));
    });
  }

  /** What somebody has been shown of a refresh of a statistic; undefined for nothing. */
  of(id: StatisticId, history: History): Shown | undefined {
    const key = keyOf(this.user, id, history);
    if (!this.#known.has(key)) {
      const text = bestEffort(() => this.cache?.get(key));
      const kept = typeof text === 'string' ? new Shown(JSON.parse(text) as Kept, this.month) : undefined;
      this.#known.set(key, kept);
    }
    return this.#known.get(key);
  }

  /** Forgets what has been written, or what nobody wants any more. */
  forget(id: StatisticId): void {
    this.#known.clear();
    forgetShown(this.user, id, this.cache);
  }
}

/** Forgets what a user was shown of a statistic. */
export function forgetShown(user: string, id: StatisticId, cache = CacheService.getDocumentCache()): void {
  bestEffort(() => cache?.removeAll(HISTORIES.map((history) => keyOf(user, id, history))));
}

/** What somebody has been shown of one statistic. */
export class Shown {
  constructor(
    private readonly kept: Kept,
    private readonly month: Month,
  ) {}

  /** Whether a figure of today is the one that was taken then. */
  hasFigure(what: string, figure: number): boolean {
    return this.kept.today.split(' ').includes(signOfFigure(what, figure));
  }

  /**
   * Makes sure that a tab gets no change of a period that is over but those that were shown.
   *
   * @throws NotAsShown when the portals meanwhile give something else, or users have changed the tab
   */
  check(tab: string, changes: readonly Change[]): void {
    const shown = new Set((this.kept.tabs[tab] ?? '').split(' '));
    const others = pastOf(changes, this.month).filter((change) => !shown.has(signOf(change)));
    if (others.length === 0) return;
    const named = others
      .slice(0, NAMED)
      .map((change) => `${change.row}, ${change.column}: ${brief(change.new)}`);
    const rest = others.length > NAMED ? `, and ${others.length - NAMED} more` : '';
    throw new NotAsShown(
      'It was not written, because the portals now give something else than what was shown, or the tab was changed: ' +
        `${named.join('; ')}${rest}. Look again at what would change.`,
    );
  }
}

/** What runs is written as it is measured. */
const pastOf = (changes: readonly Change[], month: Month): Change[] =>
  changes.filter(({ row, column }) => {
    const period = readPeriod(row) ?? readPeriod(column);
    return period !== undefined && !isRunning(period, month);
  });

const HISTORIES: readonly History[] = ['recent', 'missing', 'all'];

/** Each user writes what that user was shown. */
const keyOf = (user: string, id: StatisticId, history: History): string =>
  `shown.${history}.${id}.${fingerprint(user)}`;

const brief = (content: number | string): string =>
  String(content).length > 40 ? `${String(content).slice(0, 40)}...` : String(content);

/** A short sign for what a cell becomes. */
const signOf = ({ row, column, new: content }: Change): string =>
  fingerprint(`${row}\n${column}\n${content}`);

const signOfFigure = (what: string, figure: number): string => fingerprint(`${what}\n${figure}`);
