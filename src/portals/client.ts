import type { Failure } from '../failure';
import {
  AskLater,
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

const google: Network = {
  fetchAll: (requests) => UrlFetchApp.fetchAll(requests),
  sleep: (milliseconds) => {
    Utilities.sleep(milliseconds);
  },
};

/** Requests at once: enough to be quick, few enough for the portals (clients in use send 10 to 30). */
const BATCH_SIZE = 25;
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
  /** Portals that have accepted the API key. */
  readonly #accepted = new Set<string>();

  /**
   * @param beforeBatch told before every batch its number, from 1 for the first one of these requests, and how many of
   *   them are answered; what it throws ends the asking, and reaches whoever asks
   * @param network Google's services, or a stand-in for them
   * @param cache of the answers of the executions before, when a refresh takes more than one
   * @param mayPutOff whether whoever asks can do something else while a portal wants to be left alone for so many seconds,
   *   more than a short wait, and ask again afterwards: asking then throws AskLater
   * @param notBefore when portals may be asked again that want to be left alone, in milliseconds since 1970; kept up to date
   */
  constructor(
    private readonly beforeBatch: (batch: number, answered: number, requests: number) => void = () =>
      undefined,
    private readonly network: Network = google,
    private readonly cache: AnswerCache = noCache,
    private readonly mayPutOff: (seconds: number) => boolean = () => false,
    private readonly notBefore = new Map<string, number>(),
  ) {
    this.#sender = new BatchSender(network);
  }

  /** Requests sent so far, as Google's daily quota counts them. */
  get requests(): number {
    return this.#sender.requests;
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
    const tasks: Task<T>[] = requests.map((request) => ({
      request,
      result:
        request.isCached && answers.has(request.url) ? { value: answers.get(request.url) as T } : undefined,
    }));
    const unanswered = tasks.filter(({ result }) => result === undefined);
    this.#askRound(unanswered, tasks);
    WAITS.forEach((seconds, round) => {
      const again = tasks.filter((task) => {
        const failure = failureOf(task);
        const isWorthIt = failure && (isPassing(failure) || (round === 0 && isUnknown(failure)));
        return isWorthIt && !this.#sender.blockedBecause(task.request.portal);
      });
      if (again.length === 0) return;
      for (const { request } of again) this.#putOffWhileLeftAlone(request.portal);
      const asked = again.map((task) => retryAfterOf(failureOf(task)));
      this.network.sleep(Math.min(Math.max(seconds, ...asked), LONGEST_WAIT) * 1000);
      this.#askRound(again, tasks);
    });
    return tasks.map((task) => this.#resultOf(task));
  }

  /** A refusal of one request is not one of the key, where the same key was accepted for another. */
  #resultOf<T>({ request: { portal }, result }: Task<T>): Result<T> {
    if (result === undefined) return { failure: new PortalSilent(portal) };
    const isRefused = 'failure' in result && result.failure instanceof KeyNotAccepted;
    return isRefused && this.#accepted.has(portal) ? { failure: new OneRefused(portal) } : result;
  }

  /** What is said of a request that is not sent; one that was sent before keeps what it was answered. */
  #whyNotAsked(task: Task<unknown>, because: Failure): Failure {
    const { portal } = task.request;
    return failureOf(task) ?? this.#sender.blockedBecause(portal) ?? new NotAsked(portal, because);
  }

  /** Remembers how long a portal wants to be left alone, and whether it accepts the API key. */
  #noteAnswer(task: Task<unknown>): void {
    const { portal, isSecret } = task.request;
    if (isSecret && task.result && 'value' in task.result) this.#accepted.add(portal);
    const seconds = retryAfterOf(failureOf(task));
    if (seconds <= LONGEST_WAIT) return;
    const until = Date.now() + seconds * 1000;
    this.notBefore.set(portal, Math.max(until, this.notBefore.get(portal) ?? 0));
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

  #putOffWhileLeftAlone(portal: string): void {
    const seconds = Math.ceil(((this.notBefore.get(portal) ?? 0) - Date.now()) / 1000);
    if (seconds > 0 && this.mayPutOff(seconds)) throw new AskLater(portal, seconds);
  }

  /** Sends one request; throws its failure. */
  fetch<T>(request: PortalRequest<T>): T {
    const [result] = this.fetchAll([request]);
    if (result && 'value' in result) return result.value;
    throw result?.failure ?? new PortalSilent(request.portal);
  }

  #askRound(tasks: readonly Task<unknown>[], all: readonly Task<unknown>[]): void {
    let badBatches: Failure[] = [];
    for (const batch of chunks(tasks, BATCH_SIZE)) {
      const failure = badBatches[BAD_BATCHES - 1];
      if (failure) {
        for (const task of batch) task.result = { failure: this.#whyNotAsked(task, failure) };
        continue;
      }
      for (const { request } of batch) this.#putOffWhileLeftAlone(request.portal);
      this.beforeBatch(
        ++this.#batch,
        all.filter(({ result }) => result && 'value' in result).length,
        all.length,
      );
      this.#sender.send(batch);
      this.#store(batch);
      for (const task of batch) this.#noteAnswer(task);
      const [first] = batch.every(failureOf) ? batch : [];
      const bad = first && failureOf(first);
      badBatches = bad ? [...badBatches, bad] : [];
    }
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
