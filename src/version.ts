/** Replaced by the version of package.json when the bundle is built. */
declare const OKR_STATS_VERSION: string;

/** The version of this program, `0.1.0`. */
export const version = (): string => OKR_STATS_VERSION;
