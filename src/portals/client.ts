import type { Failure } from '../failure';
import { isPassing, PortalFault, PortalSilent } from './failures';
import type { Known, Memory, Network, Outcome, Question } from './request';
import { chunks, WaveSender, type Task } from './batches';

const google: Network = {
  fetchAll: (requests) => UrlFetchApp.fetchAll(requests),
  sleep: (milliseconds) => {
    Utilities.sleep(milliseconds);
  },
};

/** Requests at once: enough to be quick, few enough for the portals (clients in use send 10 to 30). */
const WAVE = 25;
/** Waves in a row without one good answer after which a round is given up. */
const BAD_WAVES = 2;
/** Seconds to wait before the second and the third round. */
const WAITS = [2, 5];
/** The longest wait that a portal may ask for, in seconds. */
const LONGEST_WAIT = 30;

const failureOf = ({ outcome }: Task<unknown>): Failure | undefined =>
  outcome && 'failure' in outcome ? outcome.failure : undefined;

const forgetful: Memory = { recall: () => new Map<string, unknown>(), remember: () => undefined };

/** Asks the portals for one refresh. */
export class Asker {
  readonly #waves: WaveSender;
  #known: Known | undefined;
  #wave = 0;

  /**
   * @param beforeWave told before every wave its number, from 1 for the first one of these questions, and how many of
   *   them are answered; what it throws ends the asking, and reaches whoever asks
   * @param network Google's services, or a stand-in for them
   * @param memory of the executions before, when a refresh takes more than one
   */
  constructor(
    private readonly beforeWave: (wave: number, answered: number, questions: number) => void = () =>
      undefined,
    private readonly network: Network = google,
    private readonly memory: Memory = forgetful,
  ) {
    this.#waves = new WaveSender(network);
  }

  /** Requests sent so far, as Google's daily quota counts them. */
  get requests(): number {
    return this.#waves.requests;
  }

  /**
   * Asks all questions in waves, and those that failed in passing again, after growing waits. What has been answered
   * before is not asked again.
   *
   * @returns one outcome a question, in order
   */
  askAll<T>(questions: readonly Question<T>[]): Outcome<T>[] {
    this.#wave = 0;
    const known = (this.#known ??= this.memory.recall());
    const tasks: Task<T>[] = questions.map((question) => ({
      question,
      outcome:
        question.isRemembered && known.has(question.url)
          ? { value: known.get(question.url) as T }
          : undefined,
    }));
    this.#askRound(
      tasks.filter(({ outcome }) => outcome === undefined),
      tasks,
    );
    for (const seconds of WAITS) {
      const again = tasks.filter((task) => {
        const failure = failureOf(task);
        return failure && isPassing(failure) && !this.#waves.whyNotAsk(task.question.portal);
      });
      if (again.length === 0) break;
      const asked = again.map((task) => retryAfterOf(failureOf(task)));
      this.network.sleep(Math.min(Math.max(seconds, ...asked), LONGEST_WAIT) * 1000);
      this.#askRound(again, tasks);
    }
    return tasks.map((task) => task.outcome ?? { failure: new PortalSilent(task.question.portal) });
  }

  /** Asks one question; throws its failure. */
  ask<T>(question: Question<T>): T {
    const [outcome] = this.askAll([question]);
    if (outcome && 'value' in outcome) return outcome.value;
    throw outcome?.failure ?? new PortalSilent(question.portal);
  }

  #askRound(tasks: readonly Task<unknown>[], all: readonly Task<unknown>[]): void {
    let badWaves: Failure[] = [];
    for (const wave of chunks(tasks, WAVE)) {
      const failure = badWaves[BAD_WAVES - 1];
      if (failure) {
        for (const task of wave) task.outcome = { failure };
        continue;
      }
      this.beforeWave(
        ++this.#wave,
        all.filter(({ outcome }) => outcome && 'value' in outcome).length,
        all.length,
      );
      this.#waves.send(wave);
      this.#remember(wave);
      const [first] = wave.every(failureOf) ? wave : [];
      const bad = first && failureOf(first);
      badWaves = bad ? [...badWaves, bad] : [];
    }
  }

  #remember(wave: readonly Task<unknown>[]): void {
    const values = new Map<string, unknown>();
    for (const { question, outcome } of wave) {
      if (question.isRemembered && outcome && 'value' in outcome) values.set(question.url, outcome.value);
    }
    if (values.size === 0) return;
    values.forEach((value, url) => this.#known?.set(url, value));
    this.memory.remember(values);
  }
}

const retryAfterOf = (failure: Failure | undefined): number =>
  failure instanceof PortalFault ? failure.retryAfter : 0;
