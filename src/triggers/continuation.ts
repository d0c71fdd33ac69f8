import { bestEffort } from '../google/best-effort';
import { forgetTrigger } from '../refresh/continuation';
import { describeResult } from '../reports/describe-result';
import { continueRefresh } from '../refresh/refresh';

/** The trigger that goes on with a refresh. Fired once, it does nothing any more, but counts for Google until it is deleted. */
export function continuation(event?: { readonly triggerUid?: string }): unknown {
  forgetTrigger(event?.triggerUid);
  return bestEffort(() => continueRefresh().map(describeResult));
}
