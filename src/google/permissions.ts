import { Failure } from '../failure';
import { notPermitted } from '../not-permitted';
import { bestEffort } from './best-effort';

/**
 * What went wrong, in words for a user: never Google's own alone. What is not foreseen leaves its stack where an engineer
 * finds it.
 */
export function inWords(error: unknown): string {
  if (error instanceof Failure) return error.message;
  console.error(error instanceof Error ? error.stack : error);
  const message = error instanceof Error ? error.message : String(error);
  return notPermitted(error)?.message ?? `Something unexpected happened: "${message}"`;
}

/** Where the user at hand can give what is missing; '' where Google does not say. */
export const whereToPermit = (): string =>
  bestEffort(() => ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizationUrl()) ?? '';

/** Has Google ask for what is missing, where it can: it then ends this execution. */
export function askToPermit(scope: string): void {
  bestEffort(() => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, [scope]));
}
