import type { Clock } from './clock';
import type { Execution } from './execution';
import type { Deviations } from './deviations';
import { firstTime, nextTime, type Schedule } from './schedule';

export type TriggerEvent = 'CLOCK' | 'ON_EDIT' | 'ON_OPEN';

/** An installed trigger, as data that can be saved as JSON. */
export interface InstalledTrigger {
  readonly id: string;
  readonly owner: string;
  readonly functionName: string;
  readonly event: TriggerEvent;
  readonly schedule?: Schedule;
  /** When it fires next, in milliseconds since 1970 UTC; a clock trigger without it is spent, but still listed. */
  readonly next?: number | undefined;
}

/** Google's limit for each user of a script. */
const mostPerOwner = 20;

/** The triggers that users of a script have installed. */
export class Triggers {
  readonly #installed: InstalledTrigger[];
  readonly #clock: Clock;
  readonly #run: (trigger: InstalledTrigger) => Execution;
  readonly #deviations: Deviations;

  /** @param run starts the function of a clock trigger */
  constructor(
    installed: readonly InstalledTrigger[],
    clock: Clock,
    run: (trigger: InstalledTrigger) => Execution,
    deviations: Deviations,
  ) {
    this.#installed = [...installed];
    this.#clock = clock;
    this.#run = run;
    this.#deviations = deviations;
  }

  /** All triggers, or those of one user or event. */
  list(only: { owner?: string; event?: TriggerEvent } = {}): readonly InstalledTrigger[] {
    return this.#installed.filter(
      ({ owner, event }) => owner === (only.owner ?? owner) && event === (only.event ?? event),
    );
  }

  install(owner: string, functionName: string, event: TriggerEvent, schedule?: Schedule): InstalledTrigger {
    if (this.list({ owner }).length >= mostPerOwner) {
      const advice = 'Triggers must be deleted from the script before more can be added.';
      throw new Error(`This script has too many triggers. ${advice}`);
    }
    const id = String(Math.max(0, ...this.#installed.map((trigger) => Number(trigger.id))) + 1);
    const when = schedule && { schedule, next: this.#firstTime(schedule) };
    const trigger = { id, owner, functionName, event, ...when };
    this.#installed.push(trigger);
    return trigger;
  }

  delete(id: string): void {
    const index = this.#installed.findIndex((trigger) => trigger.id === id);
    if (index >= 0) this.#installed.splice(index, 1);
  }

  /**
   * Fires the clock triggers that are due, one after another; one that was due several times fires once.
   * @returns their executions, all over
   */
  async fireDue(): Promise<Execution[]> {
    const fired: Execution[] = [];
    for (let due = this.#firstDue(); due !== undefined; due = this.#firstDue()) {
      const { schedule, id } = due;
      const next = schedule && nextTime(schedule, this.#clock.now());
      this.#installed[this.#installed.findIndex((trigger) => trigger.id === id)] = { ...due, next };
      const execution = this.#run(due);
      fired.push(execution);
      await execution.result.catch(() => undefined);
    }
    return fired;
  }

  #firstTime(schedule: Schedule): number | undefined {
    const time = firstTime(schedule, this.#clock.now());
    if (schedule.kind !== 'once') return time;
    if (this.#deviations.has('one-off triggers disabled')) return undefined;
    return this.#deviations.has('one-off triggers late') ? time + 15 * 60_000 : time;
  }

  #firstDue(): InstalledTrigger | undefined {
    const due = this.#installed.filter(({ next = Infinity }) => next <= this.#clock.now());
    return due.sort((one, other) => (one.next ?? 0) - (other.next ?? 0))[0];
  }
}
