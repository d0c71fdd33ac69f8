import type { Clock } from '../clock';
import { ServiceObject } from '../service-object';
import { isTextual, signatureError } from './arguments';

/** A mail as it left the script. */
export interface Mail {
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  /** The other options as given: cc, bcc, htmlBody, name, noReply, replyTo. */
  readonly options: Readonly<Record<string, unknown>>;
}

const day = 24 * 3_600_000;
const known = ['to', 'subject', 'body', 'cc', 'bcc', 'htmlBody', 'name', 'noReply', 'replyTo'];
const address = /^(?:[^<>@]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/;

/** Sends mail into an outbox. */
export class MailApp extends ServiceObject {
  readonly #outbox: Mail[];
  readonly #clock: Clock;
  readonly #user: string;
  readonly #recipientsPerDay: number;

  constructor(outbox: Mail[], clock: Clock, user: string, recipientsPerDay: number) {
    super();
    this.#outbox = outbox;
    this.#clock = clock;
    this.#user = user;
    this.#recipientsPerDay = recipientsPerDay;
  }

  /**
   * sendEmail(message), sendEmail(recipients, subject, body), sendEmail(recipients, subject, body, options) or
   * sendEmail(recipients, replyTo, subject, body).
   */
  sendEmail(...args: unknown[]): void {
    const message = readMessage(args);
    const unknown = Object.keys(message).find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(`not emulated: MailApp.sendEmail with ${unknown}`);
    const { to, subject, body, ...options } = message;
    const recipients = addresses(to);
    const all = [...recipients, ...addresses(options.cc), ...addresses(options.bcc)];
    if (all.length === 0) throw new Error('Failed to send email: no recipient');
    const wrong = all.find((one) => !address.test(one));
    if (wrong !== undefined) throw new Error(`Invalid email: ${wrong}`);
    if (all.length > this.getRemainingDailyQuota()) {
      throw new Error('Service invoked too many times for one day: email.');
    }
    const texts = { subject: text(subject), body: text(body) };
    this.#outbox.push({ time: this.#clock.now(), from: this.#user, to: recipients, ...texts, options });
  }

  /** @returns how many recipients may still be written to, in the 24 hours that end now */
  getRemainingDailyQuota(): number {
    const recent = this.#outbox.filter(
      (mail) => mail.from === this.#user && mail.time > this.#clock.now() - day,
    );
    const sent = recent.flatMap(({ to, options }) => [
      ...to,
      ...addresses(options.cc),
      ...addresses(options.bcc),
    ]);
    return this.#recipientsPerDay - sent.length;
  }
}

function readMessage(args: unknown[]): Record<string, unknown> {
  const [to, second, third, fourth] = args;
  if (args.length === 1 && typeof to === 'object' && to !== null) return { ...to };
  if (args.length === 3) return { to, subject: second, body: third };
  if (args.length === 4 && typeof fourth === 'object') return { to, subject: second, body: third, ...fourth };
  if (args.length === 4) return { to, replyTo: second, subject: third, body: fourth };
  throw signatureError('MailApp.sendEmail', args);
}

function addresses(list: unknown): string[] {
  const names = text(list).split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

function text(value: unknown = ''): string {
  if (!isTextual(value)) throw new Error(`Invalid argument: ${typeof value}`);
  return String(value);
}
