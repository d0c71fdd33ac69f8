import { bestEffort } from './best-effort';

/** Address of whoever runs this: in a trigger, of its owner. */
export const whoRuns = (): string => Session.getEffectiveUser().getEmail();

/** The same, where work goes on without it: a user may not have let Google tell it. */
export const nameOfWhoRuns = (): string => bestEffort(whoRuns) ?? 'somebody';
