import type { Schedule } from '../schedule';
import { ServiceObject } from '../service-object';
import type { TriggerEvent } from '../triggers';
import type { Trigger } from './trigger';

/** What builders need to make a trigger. */
export interface Workshop {
  readonly install: (event: TriggerEvent, schedule?: Schedule) => Trigger;
  readonly now: () => number;
  /** Time zone of the script. */
  readonly zone: string;
}

const weekDays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** The first step to a trigger: what sets it off. */
export class TriggerBuilder extends ServiceObject {
  readonly #workshop: Workshop;

  constructor(workshop: Workshop) {
    super();
    this.#workshop = workshop;
  }

  timeBased(): ClockTriggerBuilder {
    return new ClockTriggerBuilder(this.#workshop);
  }

  /** Takes a spreadsheet or its id, which can only be the script's own. */
  forSpreadsheet(): SpreadsheetTriggerBuilder {
    return new SpreadsheetTriggerBuilder(this.#workshop);
  }
}

export class SpreadsheetTriggerBuilder extends ServiceObject {
  readonly #workshop: Workshop;
  #event: TriggerEvent | undefined;

  constructor(workshop: Workshop) {
    super();
    this.#workshop = workshop;
  }

  onEdit(): this {
    this.#event = 'ON_EDIT';
    return this;
  }

  onOpen(): this {
    this.#event = 'ON_OPEN';
    return this;
  }

  create(): Trigger {
    if (this.#event === undefined) throw new Error('The trigger needs an event before it can be created.');
    return this.#workshop.install(this.#event);
  }
}

/** Steps to a clock trigger; without an hour or minute of its own, a daily one fires at the full hour. */
export class ClockTriggerBuilder extends ServiceObject {
  readonly #workshop: Workshop;
  #fixed: Schedule | undefined;
  #days: { atLeastDays: number; weekDay?: number; monthDay?: number } | undefined;
  #hour = 0;
  #minute = 0;
  #zone: string;

  constructor(workshop: Workshop) {
    super();
    this.#workshop = workshop;
    this.#zone = workshop.zone;
  }

  after(milliseconds: number): this {
    return this.#fix({ kind: 'once', time: this.#workshop.now() + milliseconds });
  }

  at(date: Date): this {
    return this.#fix({ kind: 'once', time: date.getTime() });
  }

  everyDays(count: number): this {
    this.#days = { atLeastDays: count };
    return this;
  }

  onWeekDay(day: string): this {
    this.#days = { atLeastDays: 7, ...this.#days, weekDay: weekDays.indexOf(day) };
    return this;
  }

  onMonthDay(day: number): this {
    this.#days = { atLeastDays: 1, monthDay: day };
    return this;
  }

  atHour(value: number): this {
    this.#hour = value;
    return this;
  }

  nearMinute(value: number): this {
    this.#minute = value;
    return this;
  }

  inTimezone(zone: string): this {
    this.#zone = zone;
    return this;
  }

  create(): Trigger {
    const calendar = this.#days && {
      ...this.#days,
      kind: 'calendar' as const,
      hour: this.#hour,
      minute: this.#minute,
      zone: this.#zone,
    };
    const schedule = this.#fixed ?? calendar;
    if (schedule === undefined) throw new Error('The trigger needs a time before it can be created.');
    return this.#workshop.install('CLOCK', schedule);
  }

  #fix(schedule: Schedule): this {
    this.#fixed = schedule;
    return this;
  }
}
