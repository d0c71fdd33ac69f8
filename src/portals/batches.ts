import type { Failure } from '../failure';
import {
  fetchTrouble,
  type FetchTrouble,
  KeyNotAccepted,
  NotAskable,
  PortalFault,
  PortalSilent,
  StoppedByGoogle,
  TooLarge,
} from './failures';
import {
  outcomeOf,
  type AnswerHead,
  type FetchAnswer,
  type FetchRequest,
  type Network,
  type Outcome,
  type Question,
} from './request';

/** A question on its way, and what came of it so far. */
export interface Task<T> {
  readonly question: Question<T>;
  outcome: Outcome<T> | undefined;
}

/** Tasks that are sent in one batch. */
interface Batch {
  readonly tasks: readonly Task<unknown>[];
  /** Seconds to wait for the slowest answer. */
  readonly patience: number;
  readonly slowDowns: number;
}

/** Seconds for an answer; Google's default of 360 would let one dead host eat a whole execution. */
const PATIENCE = 25;
/** Seconds for an answer of something that has already been silent once. */
const SHORT_PATIENCE = 7;
/** Failed batches in a row after which a portal is dead for this refresh: 25 + 3 x 7 seconds. */
const FAILED_BATCHES_OF_A_DEAD_PORTAL = 4;
/** Questions in the parts that a failed batch is taken into first. */
const PART = 5;
/** Times that one batch is put off because Google finds the script too fast; the waits double from 2 s. */
const SLOW_DOWNS = 4;

export const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** Sends waves of questions, and remembers which portals are dead and whether all asking has ended. */
export class WaveSender {
  /** Requests sent, as Google's daily quota counts them. */
  requests = 0;
  readonly #failedBatches = new Map<string, number>();
  #stopped: Failure | undefined;

  constructor(private readonly network: Network) {}

  /** Why nothing more is asked of a portal, if so. */
  whyNotAsk(portal: string): Failure | undefined {
    const isDead = (this.#failedBatches.get(portal) ?? 0) >= FAILED_BATCHES_OF_A_DEAD_PORTAL;
    return this.#stopped ?? (isDead ? new PortalSilent(portal) : undefined);
  }

  /**
   * Gives every task of a wave its outcome. fetchAll answers all or throws once for the whole batch, so a batch that
   * fails is taken apart until the culprit stands alone.
   */
  send(wave: readonly Task<unknown>[]): void {
    const wasSilent = (task: Task<unknown>): boolean =>
      task.outcome !== undefined && 'failure' in task.outcome && task.outcome.failure instanceof PortalSilent;
    const queue: Batch[] = [
      { tasks: wave.filter((task) => !wasSilent(task)), patience: PATIENCE, slowDowns: 0 },
      { tasks: wave.filter(wasSilent), patience: SHORT_PATIENCE, slowDowns: 0 },
    ];
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      const askable = batch.tasks.filter((task) => {
        const failure = this.whyNotAsk(task.question.portal);
        if (failure) task.outcome = { failure };
        return !failure;
      });
      if (askable.length > 0) queue.push(...this.#sendBatch({ ...batch, tasks: askable }));
    }
  }

  /** @returns the batches that are still to be sent in its place */
  #sendBatch(batch: Batch): Batch[] {
    this.requests += batch.tasks.length;
    let answers;
    try {
      answers = this.network.fetchAll(batch.tasks.map(({ question }) => requestOf(question, batch.patience)));
    } catch (error) {
      return this.#takeApart(batch, error instanceof Error ? error.message : String(error));
    }
    batch.tasks.forEach(({ question }) => this.#failedBatches.delete(question.portal));
    batch.tasks.forEach(
      (task, index) => (task.outcome = outcomeOf(() => readAnswer(task.question, answers[index]))),
    );
    return [];
  }

  #takeApart(batch: Batch, message: string): Batch[] {
    const trouble = fetchTrouble(message);
    if (trouble === 'slow down' && batch.slowDowns < SLOW_DOWNS) {
      this.network.sleep(2 ** (batch.slowDowns + 1) * 1000);
      return [{ ...batch, slowDowns: batch.slowDowns + 1 }];
    }
    if (trouble === 'slow down' || trouble === 'stop until tomorrow' || trouble === 'not permitted') {
      this.#stopped = new StoppedByGoogle(trouble, message);
      return [batch];
    }
    this.#noteFailure(batch);
    const culprits = batch.tasks.length === 1 ? batch.tasks : namedIn(message, batch.tasks);
    for (const task of culprits) {
      const { portal } = task.question;
      task.outcome = { failure: culpritsFailure(trouble, portal, message) };
    }
    const rest = batch.tasks.filter((task) => !culprits.includes(task));
    // Nobody named: parts, and then one by one, find a culprit in few seconds of waiting.
    const size = culprits.length > 0 ? rest.length : rest.length > PART ? PART : 1;
    return chunks(rest, size).map((tasks) => ({ ...batch, tasks, patience: SHORT_PATIENCE }));
  }

  #noteFailure(batch: Batch): void {
    for (const portal of new Set(batch.tasks.map(({ question }) => question.portal))) {
      this.#failedBatches.set(portal, (this.#failedBatches.get(portal) ?? 0) + 1);
    }
  }
}

function culpritsFailure(trouble: FetchTrouble, portal: string, message: string): Failure {
  if (trouble === 'silent') return new PortalSilent(portal);
  return trouble === 'too large' ? new TooLarge(portal) : new NotAskable(portal, message);
}

/** The tasks whose address a message names. An address may begin with another one, which is not meant then. */
function namedIn(message: string, tasks: readonly Task<unknown>[]): Task<unknown>[] {
  const named = tasks.filter(({ question }) => message.includes(question.url));
  const longest = Math.max(...named.map(({ question }) => question.url.length));
  return named.filter(({ question }) => question.url.length === longest);
}

function requestOf(question: Question<unknown>, patience: number): FetchRequest {
  const { url, apiKey, range } = question;
  return {
    url,
    method: 'get',
    headers: {
      Accept: 'application/json',
      ...(apiKey === undefined ? {} : { 'X-API-Key': apiKey }),
      ...(range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` }),
    },
    muteHttpExceptions: true,
    followRedirects: apiKey === undefined,
    timeoutSeconds: patience === PATIENCE ? (question.patience ?? PATIENCE) : patience,
  };
}

function readAnswer<T>({ portal, apiKey, isBytes, read }: Question<T>, answer: FetchAnswer | undefined): T {
  if (answer === undefined) throw new PortalSilent(portal);
  const status = answer.getResponseCode();
  const isRefusal = status === 401 || status === 403 || (status >= 300 && status < 400);
  if (apiKey !== undefined && isRefusal) throw new KeyNotAccepted(portal);
  const head = headOf(answer);
  if (status < 200 || status >= 300) throw new PortalFault(portal, status, retryAfter(head));
  return read(isBytes ? answer.getContentText('ISO-8859-1') : answer.getContentText(), head);
}

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
