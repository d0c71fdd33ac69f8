import { Failure } from '../failure';

/** Characters of what a portal says that a message repeats. */
const LONGEST_QUOTE = 200;

/** The name of the host in an address; Apps Script has no URL class. */
const hostIn = (url: string): string => /^\w+:\/\/([^/]+)/.exec(url)?.[1] ?? url;

/** No answer came: name not found, connection refused, or too slow. Passing, so worth another try. */
export class PortalSilent extends Failure {
  /** @param url that was asked: its host may be a wrong one in the settings */
  constructor(portal: string, url: string) {
    super(`The ${portal} did not answer. It was asked at ${hostIn(url)}.`);
  }
}

/** Where EGI's portals are: what comes from there comes from the right host. */
const USUAL_HOSTS = ['accounting.egi.eu', 'operations-portal.egi.eu'];

const unlessUsual = (url: string): string =>
  USUAL_HOSTS.includes(hostIn(url)) ? '' : ` It was asked at ${hostIn(url)}.`;

/** The portal answered with an error status. */
export class PortalFault extends Failure {
  /** @param url that was asked: its host may be a wrong one in the settings */
  constructor(
    portal: string,
    url: string,
    readonly status: number,
    /** Seconds that the portal asked to wait, 0 when it did not. */
    readonly retryAfter: number,
  ) {
    super(`The ${portal} answered with an error (HTTP ${status}).${unlessUsual(url)}`);
  }
}

/** The portal answered, but not with what was asked. */
export class UnexpectedAnswer extends Failure {
  constructor(portal: string, what: string) {
    super(`The answer of the ${portal} cannot be used: ${what}.`);
  }
}

/** The portal answered with a web page, such as one that says what it is busy with. */
export class WebPage extends UnexpectedAnswer {
  constructor(portal: string) {
    super(portal, 'it is a web page instead of data');
  }
}

/** A web page came where the API key was sent: it is no login page, so nothing is known about the key. */
export class KeyedWebPage extends UnexpectedAnswer {
  constructor(portal: string, url: string) {
    super(
      portal,
      `${hostIn(url)} answered with a web page instead of data: maintenance, or the API key has expired. Refresh again ` +
        'later; enter the key again with OKR Stats > API key... if that does not help',
    );
  }
}

/** A sentence came instead of data, which may say that something is wrong, or that there is nothing. */
export class PlainSentence extends UnexpectedAnswer {
  constructor(portal: string, sentence: string) {
    super(portal, `it says "${sentence.trim().slice(0, LONGEST_QUOTE)}"`);
  }
}

/** The answer is sound, but one to something else than was asked, or not all of it. It says nothing about the address. */
export class NotWhatWasAsked extends Failure {
  constructor(portal: string, what: string) {
    super(`The answer of the ${portal} cannot be used: ${what}.`);
  }
}

/** The answer ends too early, or is not JSON at all. */
export class CutOff extends UnexpectedAnswer {
  constructor(portal: string) {
    super(portal, 'it is not whole, or not JSON');
  }
}

/** The answer says itself that it is not all: another form of it would be cut at the same place, and say nothing. */
export class CutByServer extends UnexpectedAnswer {
  constructor(portal: string) {
    super(portal, 'it says that it was cut off, so nobody knows what is missing');
  }
}

/** Google takes no answers of more than 50 MB. */
export class TooLarge extends Failure {
  constructor(portal: string) {
    super(`The answer of the ${portal} is larger than Google accepts (50 MB).`);
  }
}

/** It was not asked, because the portal answered nothing but failures before; the same failure may well not be its own. */
export class NotAsked extends Failure {
  constructor(
    portal: string,
    readonly because: Failure,
  ) {
    super(`Not asked any more, because the ${portal} answered nothing that was asked before.`);
  }
}

/**
 * A portal wants to be left alone for longer than this refresh should wait for it. It ends the asking for now and is no
 * Failure, so that nothing which takes failures as results may take it for one: whoever asks does something else, and
 * asks again when the time is over. What has been answered until then is in the cache of answers.
 */
export class AskLater extends Error {
  constructor(
    /** The portal's name as users know it. */
    readonly portal: string,
    /** Seconds from now on in which it is not to be asked. */
    readonly seconds: number,
  ) {
    super(`The ${portal} asks to be left alone for ${inWords(seconds)}.`);
  }
}

/** It was not asked, because the portal has asked to be left alone, for longer than anybody can wait. */
export class WantsRest extends Failure {
  constructor(portal: string) {
    super(`Not asked, because the ${portal} asks to be left alone at the moment. Refresh again later.`);
  }
}

const inWords = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

/** Google did not send the request at all, and says why. */
export class NotAskable extends Failure {
  constructor(portal: string, message: string) {
    super(`The ${portal} could not be asked: "${message}"`);
  }
}

/** The Operations Portal wants another API key, or one at all. */
export class KeyNotAccepted extends Failure {
  constructor(portal: string) {
    super(`The API key was not accepted by the ${portal}. Enter it again with OKR Stats > API key...`);
  }
}

/** One request was refused as if the key were wrong, but others were accepted with it: it is not the key. */
export class OneRefused extends Failure {
  constructor(portal: string) {
    super(`The ${portal} refused to answer this, although it accepted the API key for others.`);
  }
}

/** Google lets this script ask nothing more; nothing else is asked in this refresh. */
export class StoppedByGoogle extends Failure {
  constructor(trouble: 'slow down' | 'stop until tomorrow' | 'not permitted' | 'other', message: string) {
    super(
      {
        'slow down': 'Google finds this script too fast at the moment. Refresh again in some minutes.',
        'stop until tomorrow':
          "Google's daily limit for this script's requests is used up. Refresh again tomorrow.",
        'not permitted': `Google does not let this script ask the portals: "${message}" Ask your Google administrator.`,
        other: `Google sends none of this script's requests: "${message}"`,
      }[trouble],
    );
  }
}

const PASSING_STATUSES = [408, 429, 500, 502, 503, 504];

/** Whether the same request may well be answered when asked again. */
export const isPassing = (failure: Failure): boolean =>
  failure instanceof PortalSilent ||
  (failure instanceof NotAsked && isPassing(failure.because)) ||
  (failure instanceof PortalFault && PASSING_STATUSES.includes(failure.status));

/**
 * Whether it is worth one more try, because nobody knows what it is: Google's errors come in the language of whoever runs
 * the script, so what is known by its English words alone must not decide.
 */
export const isUnknown = (failure: Failure): boolean => failure instanceof NotAskable;

/** Whether nothing is there under an address. A fault or silence says nothing about the address. */
export const isAbsent = (failure: Failure): boolean =>
  failure instanceof WebPage || (failure instanceof PortalFault && [404, 410].includes(failure.status));

/** Whether something else than what was expected is there, or nothing: the portal may have another source by now. */
export const isOtherSource = (failure: Failure): boolean =>
  failure instanceof UnexpectedAnswer || isAbsent(failure);

/** What an error of UrlFetchApp calls for. */
export type FetchTrouble =
  'silent' | 'too large' | 'slow down' | 'stop until tomorrow' | 'not permitted' | 'other';

/**
 * Google's errors are known by their texts only, which may be localised or reworded: hence the loose patterns, and
 * anything unknown counts as 'other', which is tried once more.
 */
export function fetchTrouble(message: string): FetchTrouble {
  if (/too many times for one day|for one day/i.test(message)) return 'stop until tomorrow';
  if (/too many times in a short time|bandwidth quota|rate limit/i.test(message)) return 'slow down';
  if (/not permitted|by your admin|do not have permission/i.test(message)) return 'not permitted';
  if (/response size/i.test(message)) return 'too large';
  if (
    /dns|address unavailable|timed? ?out|unexpected error|connection|unavailable|ssl|service error/i.test(
      message,
    )
  )
    return 'silent';
  return 'other';
}
