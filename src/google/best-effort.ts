/**
 * Does what a refresh can do without, such as showing its progress: should it fail, that is logged for engineers, and
 * the refresh goes on.
 *
 * @returns undefined when it failed
 */
export function bestEffort<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    console.warn(error instanceof Error ? error.stack : error);
    return undefined;
  }
}
