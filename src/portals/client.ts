import type { Failure } from '../failure';
import {
  isPassing,
  isUnknown,
  KeyNotAccepted,
  NotAsked,
  OneRefused,
  PortalFault,
  PortalSilent,
} from './failures';
import type { Answers, AnswerCache, Network, Result, PortalRequest } from './request';
import { chunks, BatchSender, type Task } from './batches';
import { Rests, type AtRest } from './rests';
import { Upcoming } from './upcoming';

const google: Network = {
  fetchAll: (requests) => UrlFetchApp.fetchAll(requests),
  sleep: (milliseconds) => {
    Utilities.sleep(milliseconds);
  },
};

/** Requests at once: enough to be quick, few enough for the portals (clients in use send 10 to 30). */
export const BATCH_SIZE = 25;
/** Batches in a row without one good answer after which a round is given up. */
const BAD_BATCHES = 2;
/** Seconds to wait before the second and the third round. */
const WAITS = [2, 5];
/** The longest wait that a portal may ask for and gets at once, in seconds. */
const LONGEST_WAIT = 30;

const failureOf = ({ result }: Task<unknown>): Failure | undefined =>
  result && 'failure' in result ? result.failure : undefined;

const noCache: AnswerCache = { load: () => new Map<string, unknown>(), store: () => undefined };

/** Asks the portals for one refresh. */
export class PortalClient {
  readonly #sender: BatchSender;
  #answers: Answers | undefined;
  #batch = 0;
  readonly #rests: Rests;
  readonly #upcoming: Upcoming;
  /** Portals that have accepted the API key. */
  readonly #accepted = new Set<string>();

  /**
   * @param beforeBatch told before every batch its number, from 1 for the first one of these requests, and how many of
   *   them are answered; what it throws ends the asking, and reaches whoever asks
   * @param network Google's services, or a stand-in for them
   * @param cache of the answers of the executions before, when a refresh takes more than one
   * @param atRest what is done while a portal wants to be left alone for longer than a short wait; where it is put off,
   *   asking throws AskLater
   * @param notBefore when portals may be asked again that want to be left alone, in milliseconds since 1970; kept up to date
   * @param upcoming requests that are going to be made later, of which some may go along with others
   */
  constructor(
    private readonly beforeBatch: (batch: number, answered: number, requests: number) => void = () =>
      undefined,
    private readonly network: Network = google,
    private readonly cache: AnswerCache = noCache,
    atRest: (seconds: number) => AtRest = () => 'wait',
    notBefore = new Map<string, number>(),
    upcoming: () => readonly PortalRequest<unknown>[] = () => [],
  ) {
    this.#rests = new Rests(atRest, notBefore);
    this.#upcoming = new Upcoming(upcoming);
    this.#sender = new BatchSender(network);
  }

  /**
   * Requests sent so far, as Google's daily quota counts them. Those that went along count when they are asked for; where
   * that is in another execution, they do not.
   */
  get requests(): number {
    return this.#sender.requests - this.#upcoming.unclaimed;
  }

  /**
   * Sends all requests in batches, and those that failed in passing again, after growing waits. What has been answered
   * before is not asked again.
   *
   * @returns one result per request, in order
   * @throws AskLater when a portal wants to be left alone for a while, and the asking may be put off
   */
  fetchAll<T>(requests: readonly PortalRequest<T>[]): Result<T>[] {
    this.#batch = 0;
    const answers = (this.#answers ??= this.cache.load());
    const tasks: Task<T>[] = requests.map((request) => {
      const along = this.#upcoming.claim(request);
      const isAnswered = request.isCached && answers.has(request.url);
      return { request, result: isAnswered ? { value: answers.get(request.url) as T } : along };
    });
    const unanswered = tasks.filter(({ result }) => result === undefined);
    this.#askRound(unanswered, tasks);
    WAITS.forEach((seconds, round) => {
      const again = tasks.filter((task) => {
        const failure = failureOf(task);
        const isWorthIt = failure && (isPassing(failure) || (round === 0 && isUnknown(failure)));
        const { request } = task;
        return isWorthIt && !this.#sender.blockedBecause(request) && !this.#rests.givesUp(request.portal);
      });
      if (again.length === 0) return;
      const asked = again.map((task) => retryAfterOf(failureOf(task)));
      this.network.sleep(Math.min(Math.max(seconds, ...asked), LONGEST_WAIT) * 1000);
      this.#askRound(again, tasks);
    });
    return tasks.map((task) => this.#resultOf(task));
  }

  /** A refusal of one request is not one of the key, where the same key was accepted for another. */
  #resultOf<T>({ request: { portal, url }, result }: Task<T>): Result<T> {
    if (result === undefined) return { failure: new PortalSilent(portal, url) };
    const isRefused = 'failure' in result && result.failure instanceof KeyNotAccepted;
    return isRefused && this.#accepted.has(portal) ? { failure: new OneRefused(portal) } : result;
  }

  /** What is said of a request that is not sent; one that was sent before keeps what it was answered. */
  #whyNotAsked(task: Task<unknown>, because: Failure): Failure {
    const { request } = task;
    return failureOf(task) ?? this.#sender.blockedBecause(request) ?? new NotAsked(request.portal, because);
  }

  /** Remembers how long portals want to be left alone, and which accept the API key. */
  #noteAnswers(batch: readonly Task<unknown>[]): void {
    const isAnswered = ({ result }: Task<unknown>): boolean => result !== undefined && 'value' in result;
    for (const portal of new Set(batch.map(({ request }) => request.portal))) {
      const own = batch.filter(({ request }) => request.portal === portal);
      if (own.some((task) => task.request.isSecret && isAnswered(task))) this.#accepted.add(portal);
      const seconds = Math.max(...own.map((task) => retryAfterOf(failureOf(task))));
      this.#rests.note(portal, seconds > LONGEST_WAIT ? seconds : 0, own.some(isAnswered));
    }
  }

  /** What was kept under a name, by this execution of the refresh or an earlier one. */
  kept(name: string): unknown {
    return (this.#answers ??= this.cache.load()).get(name);
  }

  /** Keeps for the next execution what was made of answers: plain JSON, by names that are no addresses. */
  keep(values: Answers): void {
    this.#answers ??= this.cache.load();
    values.forEach((value, name) => this.#answers?.set(name, value));
    this.cache.store(values);
  }

  /** Sends one request; throws its failure. */
  fetch<T>(request: PortalRequest<T>): T {
    const [result] = this.fetchAll([request]);
    if (result && 'value' in result) return result.value;
    throw result?.failure ?? new PortalSilent(request.portal, request.url);
  }

  #askRound(tasks: readonly Task<unknown>[], all: readonly Task<unknown>[]): void {
    let badBatches: Failure[] = [];
    for (const batch of chunks(tasks, BATCH_SIZE)) {
      const failure = badBatches[BAD_BATCHES - 1];
      if (failure) {
        for (const task of batch) task.result = { failure: this.#whyNotAsked(task, failure) };
        continue;
      }
      if (this.#askable(batch).length === 0) continue;
      this.beforeBatch(
        ++this.#batch,
        all.filter(({ result }) => result && 'value' in result).length,
        all.length,
      );
      const along = this.#upcoming.along(
        batch,
        BATCH_SIZE - batch.length,
        (url) => this.#answers?.has(url) === true || all.some(({ request }) => request.url === url),
      );
      this.#sender.send(batch, along);
      this.#upcoming.note(along);
      this.#store([...batch, ...along]);
      this.#noteAnswers(batch);
      const [first] = batch.every(failureOf) ? batch : [];
      const bad = first && failureOf(first);
      badBatches = bad ? [...badBatches, bad] : [];
    }
  }

  /** Those whose portal may be asked; the others are told why it is not. */
  #askable(tasks: readonly Task<unknown>[]): Task<unknown>[] {
    return tasks.filter((task) => {
      const failure = this.#rests.refusal(task.request.portal);
      if (failure) task.result ??= { failure };
      return !failure;
    });
  }

  #store(batch: readonly Task<unknown>[]): void {
    const values = new Map<string, unknown>();
    for (const { request, result } of batch) {
      if (request.isCached && result && 'value' in result) values.set(request.url, result.value);
    }
    if (values.size > 0) this.keep(values);
  }
}

const retryAfterOf = (failure: Failure | undefined): number =>
  failure instanceof PortalFault ? failure.retryAfter : 0;
