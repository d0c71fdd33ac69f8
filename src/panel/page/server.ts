import type { Answer, Server } from '../boundary';

/** What Google puts into its pages. */
interface Runner {
  withSuccessHandler: (handler: (answer: unknown) => void) => Runner;
  withFailureHandler: (
    handler: (error: Error) => void,
  ) => Runner & Record<string, (...args: unknown[]) => void>;
}
declare const google: { readonly script: { readonly run: Runner } };

/**
 * Calls a function of the script.
 *
 * @returns its value
 * @throws Error whose message is a sentence for the person
 */
export function call<Name extends keyof Server>(
  name: Name,
  ...args: Parameters<Server[Name]>
): Promise<ReturnType<Server[Name]>> {
  return new Promise((resolve, reject) => {
    const runner = google.script.run
      .withSuccessHandler((answer) => {
        const told = answer as Answer<ReturnType<Server[Name]>>;
        if ('value' in told) resolve(told.value);
        else reject(new Error(told.failure));
      })
      .withFailureHandler((error) => {
        reject(new Error(explain(error.message)));
      });
    runner[name]?.(...args);
  });
}

/** Google's own failures, which the script never sees. */
function explain(message: string): string {
  if (message.includes('PERMISSION_DENIED')) {
    return (
      'Google does not let this panel reach the script. That happens in a browser that is signed in with several ' +
      'Google accounts: sign out of the others, or use a private window. Everything also works from the menu OKR Stats.'
    );
  }
  return `${message} Everything also works from the menu OKR Stats.`;
}
