// A type only: the panel's page, which knows nothing of Google, shares it.

/** How a figure for all VOs changes, in words; plain JSON. */
export interface TotalInWords {
  readonly period: string;
  /** What the figure is called in its tab. */
  readonly figure: string;
  /** `1,000`, or `-` where there is none. */
  readonly old: string;
  readonly now: string;
  /** `+0.1 %`, or in a word why there is no such figure. */
  readonly change: string;
  /** Whether a period that is over changes by more than is usual. */
  readonly isLarge: boolean;
}
