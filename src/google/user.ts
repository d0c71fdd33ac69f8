/** Address of whoever runs this: in a trigger, of its owner. */
export const whoRuns = (): string => Session.getEffectiveUser().getEmail();
