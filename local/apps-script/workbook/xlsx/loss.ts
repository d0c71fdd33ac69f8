/** `contents` are what somebody has entered or made; `looks` can be made again in a minute. */
export interface Loss {
  readonly kind: 'contents' | 'looks';
  /** Such as `link` or `picture`. */
  readonly what: string;
  /** Such as `Notes!B7`; `the workbook` for what belongs to no tab. */
  readonly where: string;
}

/** A loss in a tab, or in the workbook. @param where cells; the whole tab without it */
export type Found = readonly [kind: Loss['kind'], what: string, where?: string];
