import { format } from 'node:util';
import { ServiceObject } from '../service-object';

/** A line that a script logged. */
export interface LogEntry {
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly level: 'log' | 'info' | 'warn' | 'error';
  readonly text: string;
  readonly functionName: string;
}

/** Takes one entry of the log. */
export type WriteLog = (level: LogEntry['level'], text: string) => void;

export class Logger extends ServiceObject {
  readonly #write: WriteLog;

  constructor(write: WriteLog) {
    super();
    this.#write = write;
  }

  log(...values: unknown[]): this {
    this.#write('log', format(...values));
    return this;
  }
}

/** The global `console`. */
export class Console extends ServiceObject {
  readonly #write: WriteLog;

  constructor(write: WriteLog) {
    super();
    this.#write = write;
  }

  log(...values: unknown[]): void {
    this.#write('log', format(...values));
  }

  info(...values: unknown[]): void {
    this.#write('info', format(...values));
  }

  warn(...values: unknown[]): void {
    this.#write('warn', format(...values));
  }

  error(...values: unknown[]): void {
    this.#write('error', format(...values));
  }
}
