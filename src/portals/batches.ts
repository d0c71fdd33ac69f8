import type { Failure } from '../failure';
import { notPermitted } from '../not-permitted';
import {
  fetchTrouble,
  type FetchTrouble,
  KeyedWebPage,
  KeyNotAccepted,
  NotAskable,
  PortalFault,
  PortalSilent,
  StoppedByGoogle,
  TooLarge,
} from './failures';
import {
  attempt,
  type AnswerHead,
  type FetchAnswer,
  type FetchRequest,
  type Network,
  type Result,
  type PortalRequest,
} from './request';

/** A request on its way, and what came of it so far. */
export interface Task<T> {
  readonly request: PortalRequest<T>;
  result: Result<T> | undefined;
  /** That it only goes along with others, which it must not hold up. */
  readonly isAlong?: boolean;
}

/** Tasks of a batch that are sent at once: all of them, or what is left of it after a failure. */
interface Part {
  readonly tasks: readonly Task<unknown>[];
  /** Seconds to wait for the slowest answer. */
  readonly timeoutSeconds: number;
  readonly slowDowns: number;
}

/** Seconds for an answer; Google's default of 360 would let one dead host eat a whole execution. */
const TIMEOUT_SECONDS = 25;
/** Seconds for an answer of something that has already been silent once. */
const SHORT_TIMEOUT_SECONDS = 7;
/** Failed parts in a row after which a portal is dead for this refresh: 25 + 3 x 7 seconds. */
const FAILURES_OF_A_DEAD_PORTAL = 4;
/** Requests in the parts that a failed batch is taken into first. */
const PART_SIZE = 5;
/** Failed parts in a row, of whatever portal, whose errors name no address: Google then sends nothing at all. */
const FAILURES_OF_GOOGLE = 4;
/** Times that one part is put off because Google finds the script too fast; the waits double from 2 s. */
const SLOW_DOWNS = 4;

export const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** Sends batches of requests, and remembers which portals are dead and whether all asking has ended. */
export class BatchSender {
  /** Requests sent, as Google's daily quota counts them. */
  requests = 0;
  readonly #failures = new Map<string, number>();
  #stopped: Failure | undefined;
  /** Errors in a row that are not known and name no address. */
  #unknownErrors = 0;

  constructor(private readonly network: Network) {}

  /** Why nothing more is asked of the portal of a request, if so. */
  blockedBecause({ portal, url }: PortalRequest<unknown>): Failure | undefined {
    const isDead = (this.#failures.get(portal) ?? 0) >= FAILURES_OF_A_DEAD_PORTAL;
    return this.#stopped ?? (isDead ? new PortalSilent(portal, url) : undefined);
  }

  /**
   * Gives every task of a batch its result. fetchAll answers all or throws once for all that it is given, so a part that
   * fails is taken apart until the culprit stands alone.
   *
   * @param along tasks that are sent once with the batch, and get no result where that fails
   */
  send(batch: readonly Task<unknown>[], along: readonly Task<unknown>[] = []): void {
    const wasSilent = (task: Task<unknown>): boolean =>
      task.result !== undefined && 'failure' in task.result && task.result.failure instanceof PortalSilent;
    const fresh = batch.filter((task) => !wasSilent(task));
    const first = fresh.length > 0 ? [...fresh, ...along] : [];
    const queue: Part[] = [
      { tasks: first, timeoutSeconds: TIMEOUT_SECONDS, slowDowns: 0 },
      { tasks: batch.filter(wasSilent), timeoutSeconds: SHORT_TIMEOUT_SECONDS, slowDowns: 0 },
    ];
    for (let part = queue.shift(); part; part = queue.shift()) {
      const askable = part.tasks.filter((task) => {
        const failure = this.blockedBecause(task.request);
        if (failure) task.result = { failure };
        return !failure;
      });
      if (askable.length > 0) queue.push(...this.#sendPart({ ...part, tasks: askable }));
    }
  }

  /** @returns the parts that are still to be sent in its place */
  #sendPart(part: Part): Part[] {
    this.requests += part.tasks.length;
    let answers;
    try {
      answers = this.network.fetchAll(
        part.tasks.map(({ request }) => fetchRequestOf(request, part.timeoutSeconds)),
      );
    } catch (error) {
      return this.#takeApart(part, error instanceof Error ? error.message : String(error));
    }
    part.tasks.forEach(({ request }) => this.#failures.delete(request.portal));
    this.#unknownErrors = 0;
    part.tasks.forEach(
      (task, index) => (task.result = attempt(() => readAnswer(task.request, answers[index]))),
    );
    return [];
  }

  #takeApart({ tasks, ...how }: Part, message: string): Part[] {
    const part: Part = { ...how, tasks: tasks.filter(({ isAlong }) => isAlong !== true) };
    const missing = notPermitted(message);
    if (missing) {
      this.#stopped = missing;
      return [part];
    }
    const trouble = fetchTrouble(message);
    if (trouble === 'slow down' && part.slowDowns < SLOW_DOWNS) {
      this.network.sleep(2 ** (part.slowDowns + 1) * 1000);
      return [{ ...part, slowDowns: part.slowDowns + 1 }];
    }
    if (trouble === 'slow down' || trouble === 'stop until tomorrow' || trouble === 'not permitted') {
      this.#stopped = new StoppedByGoogle(trouble, message);
      return [part];
    }
    // Whatever is wrong with those that went along has its turn; the others are not to blame yet.
    const isAlone = part.tasks.length === tasks.length;
    if (!isAlone && namedIn(message, tasks).every(({ isAlong }) => isAlong)) return [part];
    this.#noteFailure(part);
    // A used-up quota in a language that is not known here looks like this.
    const isUnknown = trouble === 'other' && !namesPortal(message, part.tasks);
    this.#unknownErrors = isUnknown ? this.#unknownErrors + 1 : 0;
    if (this.#unknownErrors >= FAILURES_OF_GOOGLE) {
      this.#stopped = new StoppedByGoogle('other', message);
      return [part];
    }
    const culprits = part.tasks.length === 1 ? part.tasks : namedIn(message, part.tasks);
    for (const task of culprits) {
      task.result = { failure: culpritsFailure(trouble, task.request, message) };
    }
    const rest = part.tasks.filter((task) => !culprits.includes(task));
    // Nobody named: parts, and then one by one, find a culprit in few seconds of waiting.
    const size = culprits.length > 0 ? rest.length : rest.length > PART_SIZE ? PART_SIZE : 1;
    return chunks(rest, size).map((tasks) => ({ ...part, tasks, timeoutSeconds: SHORT_TIMEOUT_SECONDS }));
  }

  #noteFailure(part: Part): void {
    for (const portal of new Set(part.tasks.map(({ request }) => request.portal))) {
      this.#failures.set(portal, (this.#failures.get(portal) ?? 0) + 1);
    }
  }
}

function culpritsFailure(
  trouble: FetchTrouble,
  { portal, url }: PortalRequest<unknown>,
  message: string,
): Failure {
  if (trouble === 'silent') return new PortalSilent(portal, url);
  return trouble === 'too large' ? new TooLarge(portal) : new NotAskable(portal, message);
}

/** Whether a message names an address that was asked, or its host. */
const namesPortal = (message: string, tasks: readonly Task<unknown>[]): boolean =>
  tasks.some(({ request }) => message.includes(/^\w+:\/\/[^/]+/.exec(request.url)?.[0] ?? request.url));

/** The tasks whose address a message names. An address may begin with another one, which is not meant then. */
function namedIn(message: string, tasks: readonly Task<unknown>[]): Task<unknown>[] {
  const named = tasks.filter(({ request }) => message.includes(request.url));
  const longest = Math.max(...named.map(({ request }) => request.url.length));
  return named.filter(({ request }) => request.url.length === longest);
}

function fetchRequestOf(request: PortalRequest<unknown>, timeoutSeconds: number): FetchRequest {
  const { url, headers, isSecret, range } = request;
  return {
    url,
    method: 'get',
    headers: {
      Accept: 'application/json',
      ...headers,
      ...(range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` }),
    },
    muteHttpExceptions: true,
    followRedirects: isSecret !== true,
    timeoutSeconds:
      timeoutSeconds === TIMEOUT_SECONDS ? (request.timeoutSeconds ?? TIMEOUT_SECONDS) : timeoutSeconds,
  };
}

function readAnswer<T>(
  { portal, url, isSecret, isBytes, parse }: PortalRequest<T>,
  answer: FetchAnswer | undefined,
): T {
  if (answer === undefined) throw new PortalSilent(portal, url);
  const status = answer.getResponseCode();
  const head = headOf(answer);
  if (isSecret && (status === 401 || status === 403)) throw new KeyNotAccepted(portal);
  if (isSecret && status >= 300 && status < 400)
    throw isAwayAddress(head.header('location')) ? new KeyedWebPage(portal, url) : new KeyNotAccepted(portal);
  if (status < 200 || status >= 300) throw new PortalFault(portal, url, status, retryAfter(head));
  return parse(isBytes ? answer.getContentText('ISO-8859-1') : answer.getContentText(), head);
}

/** Whether a redirect leads to a page about maintenance, which says nothing of the key; others lead to where one logs in. */
const isAwayAddress = (location: string): boolean =>
  /maint|unavail|down|offline|interven|sorry|error/i.test(location);

const headOf = (answer: FetchAnswer): AnswerHead => ({
  status: answer.getResponseCode(),
  header: (wanted) => {
    const headers = Object.entries(answer.getHeaders() as Record<string, string>);
    return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
  },
});

/** Seconds of the header Retry-After (RFC 9110, 10.2.3; the form with a date is not used by these portals). */
const retryAfter = ({ header }: AnswerHead): number =>
  Math.max(0, Number.parseInt(header('retry-after'), 10) || 0);
