/** Where a row's hours were used, by the topology of the day on which it was written; a missing text is ''. */
export interface Topology {
  readonly ngi: string;
  readonly federation: string;
  readonly country: string;
}

/**
 * What the topology says about a row: of the Open Science Grid, of somewhere else, or nothing. How its rows can be told
 * is not published: by `ngi`, and only where that says nothing by the federation (`US-...` are the WLCG's names of those
 * in the United States) or the country.
 */
export function isOsg({ ngi, federation, country }: Topology): boolean | undefined {
  if (ngi !== '') return OSG.test(ngi);
  if (OSG.test(federation) || /^US-/i.test(federation)) return true;
  return /^(us|usa|united states( of america)?)$/i.test(country) ? true : undefined;
}

const OSG = /(^|[^a-z])osg([^a-z]|$)|open science grid/i;
