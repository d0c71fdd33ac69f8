import { Failure } from '../failure';
import { NotPermitted, notPermitted, SCOPES } from '../not-permitted';
import { bestEffort } from './best-effort';

/** What to do about what nobody has foreseen. */
const UNEXPECTED =
  'Try again. If it comes again, tell whoever looks after the script: Extensions > Apps Script > Executions has more.';

/**
 * What went wrong, in words for a user: never Google's own alone. What is not foreseen leaves its stack where an engineer
 * finds it.
 */
export function inWords(error: unknown): string {
  if (error instanceof Failure) return error.message;
  console.error(error instanceof Error ? error.stack : error);
  const message = error instanceof Error ? error.message : String(error);
  return notPermitted(error)?.message ?? `Something unexpected happened: "${message}" ${UNEXPECTED}`;
}

/** Where the user at hand can give what is missing; '' where Google does not say. */
export const whereToPermit = (): string => bestEffort(() => authorization().getAuthorizationUrl()) ?? '';

/** Which of some permissions whoever runs this has not given, one by one; none where Google does not say. */
export function missingPermissions(scopes: readonly string[] = SCOPES): NotPermitted[] {
  const given = bestEffort(() => authorization().getAuthorizedScopes?.());
  return given
    ? scopes.filter((scope) => !given.includes(scope)).map((scope) => new NotPermitted(scope))
    : [];
}

/** The types that are published lack the list of what was given, which came when each permission could be unticked. */
const authorization = (): GoogleAppsScript.Script.AuthorizationInfo & {
  getAuthorizedScopes?(): string[] | null;
} => ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);

/** Has Google ask for what is missing, where it can: it then ends this execution. */
export function askToPermit(scopes: readonly string[]): void {
  bestEffort(() => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, [...scopes]));
}
