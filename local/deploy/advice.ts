/** What clasp or Google say when something is amiss, and what to do then; the first that fits counts. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/no credentials found/i, 'You are not logged in. Run "npx clasp login", then npm run deploy again.'],
  [
    /invalid_grant|invalid_rapt|invalid_client|expired or revoked|invalid credentials|unauthenticated/i,
    'Your login has lapsed. Run "npx clasp login" again, then npm run deploy.',
  ],
  [
    /apps script api/i,
    'The Google Apps Script API is switched off for your account. Switch it on, once, at\n' +
      'https://script.google.com/home/usersettings, wait a minute, and run npm run deploy again.',
  ],
  [
    /insufficient (authentication scopes|permission)/i,
    'Your login does not allow clasp enough. Run "npx clasp login" again and tick all that it asks for.',
  ],
  [
    /does not have permission|permission_denied|forbidden|requested entity was not found|not found|invalid script id|invalid argument/i,
    'Either the account that you are logged in with may not edit this script ("npx clasp show-authorized-user" says\n' +
      'which one that is), or the "scriptId" in .clasp.json is wrong: it is in the spreadsheet under\n' +
      'Extensions > Apps Script > Project Settings.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|socket hang up|certificate/,
    'Google could not be reached. See whether this computer is online and whether it needs a proxy (HTTPS_PROXY,\n' +
      'and NODE_EXTRA_CA_CERTS for a proxy with a certificate of its own). Then run npm run deploy again.',
  ],
  [
    /quota|rate limit|too many requests|backend error|internal error|unavailable|bad gateway|timed? ?out|server error|<html/i,
    'Google is busy or out of order. Wait some minutes, then run npm run deploy again.',
  ],
];

/** When nothing of that fits. */
const REFUSED =
  'Google has refused what was sent; its reason stands above. The script is as it was before. When the reason says\n' +
  'nothing to you, run npm run build and npm test, and report both with it.';

/**
 * What to do after clasp has failed.
 *
 * @param said all that clasp has printed
 */
export const adviceFor = (said: string): string =>
  ADVICE.find(([pattern]) => pattern.test(said))?.[1] ?? REFUSED;
