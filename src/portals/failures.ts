import { Failure } from '../failure';

/** No answer came: name not found, connection refused, or too slow. Passing, so worth another try. */
export class PortalSilent extends Failure {
  constructor(portal: string) {
    super(`The ${portal} did not answer.`);
  }
}

/** The portal answered with an error status. */
export class PortalFault extends Failure {
  constructor(
    portal: string,
    readonly status: number,
    /** Seconds that the portal asked to wait, 0 when it did not. */
    readonly retryAfter: number,
  ) {
    super(`The ${portal} answered with an error (HTTP ${status}).`);
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

/** The answer ends too early, or is not JSON at all. */
export class CutOff extends UnexpectedAnswer {
  constructor(portal: string) {
    super(portal, 'it is not whole, or not JSON');
  }
}

/** Google takes no answers of more than 50 MB. */
export class TooLarge extends Failure {
  constructor(portal: string) {
    super(`The answer of the ${portal} is larger than Google accepts (50 MB).`);
  }
}

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

/** Google lets this script ask nothing more; nothing else is asked in this refresh. */
export class StoppedByGoogle extends Failure {
  constructor(trouble: 'slow down' | 'stop until tomorrow' | 'not permitted', message: string) {
    super(
      {
        'slow down': 'Google finds this script too fast at the moment. Refresh again in some minutes.',
        'stop until tomorrow':
          "Google's daily limit for this script's requests is used up. Refresh again tomorrow.",
        'not permitted': `Google does not let this script ask the portals: "${message}" Ask your Google administrator.`,
      }[trouble],
    );
  }
}

const PASSING_STATUSES = [408, 429, 500, 502, 503, 504];

/** Whether the same request may well be answered when asked again. */
export const isPassing = (failure: Failure): boolean =>
  failure instanceof PortalSilent ||
  (failure instanceof PortalFault && PASSING_STATUSES.includes(failure.status));

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
 * anything unknown counts as 'other' (that is, as a fault of the request itself).
 */
export function fetchTrouble(message: string): FetchTrouble {
  if (/too many times for one day|for one day/i.test(message)) return 'stop until tomorrow';
  if (/too many times in a short time|bandwidth quota|rate limit/i.test(message)) return 'slow down';
  if (/not permitted|by your admin|do not have permission/i.test(message)) return 'not permitted';
  if (/response size/i.test(message)) return 'too large';
  if (/dns|address unavailable|timed? ?out|unexpected error|connection|unavailable/i.test(message))
    return 'silent';
  return 'other';
}
