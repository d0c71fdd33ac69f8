import { Failure } from '../../failure';
import type { Period } from '../../domain/periods';
import type { PortalRequest, Result } from '../request';

/** What a portal reports for one scope and period. */
export interface CpuAnswer {
  /** Wall-clock hours x cores of all VOs, as the portal sums them. */
  readonly total: number;
  readonly vos: readonly VoHours[];
  /** The smaller sum, where there are two and somebody has accepted the larger one. */
  readonly smaller?: number;
}

export interface VoHours {
  readonly name: string;
  /** Wall-clock hours x cores. */
  readonly hours: number;
  /** The smaller hours, where there are two sums and somebody has accepted the larger one. */
  readonly smaller?: number;
}
/** The portal's names of the two infrastructures: `egi` is HTC. */
export type ViewScope = 'cloud' | 'egi';

/** A period has two sums, and nobody can tell which is right; a person may accept the larger one. */
export class TwoSums extends Failure {
  constructor(
    message: string,
    readonly smaller: number,
    readonly larger: number,
  ) {
    super(message);
  }
}

/** Which figures a view is asked for; the words are the portal's own. */
export interface ViewChoice {
  readonly scope: ViewScope;
  /** A metric in hours, such as `sum_elap_processors` (cloud) or `elap_processors` (egi): wall-clock hours x cores. */
  readonly metric: string;
  /** `egi`: the VOs registered in the Operations Portal; `all`; `custom-a,b,c`: exactly these. */
  readonly voGroup: string;
  /** `onlyinfrajobs`, `localinfrajobs` or `onlylocaljobs`. */
  readonly localJobs: string;
}
/** Hours of a period; undefined when the portal has nothing for it. */
export type CpuResult = Result<CpuAnswer | undefined>;

/** A period, and the VOs whose hours are wanted in it. */
export interface VosOfPeriod {
  readonly period: Period;
  readonly vos: readonly string[];
}

/** Where CPU/h come from. */
export interface AccountingSource {
  /** Sentences for the log about where the hours come from, and what was found in those asked for last; '' for the usual views. */
  readonly note: string;
  /**
   * Hours of the VOs that count by the settings.
   *
   * @param named the VOs that a period's row names already
   * @returns one result per period, in order
   */
  ofPeriods(
    scope: ViewScope,
    periods: readonly Period[],
    named: (period: Period) => readonly string[],
  ): CpuResult[];
  /**
   * Hours of exactly the named VOs, whose names are compared without case. VOs without hours may be left out of an
   * answer.
   *
   * @returns one result per period, in order
   */
  ofVos(scope: ViewScope, asked: readonly VosOfPeriod[]): CpuResult[];
  /** The requests that `ofPeriods` is going to make; none where they are not known, or would not be made one by one. */
  upcoming(scope: ViewScope, periods: readonly Period[]): PortalRequest<unknown>[];
}

/** What is asked of the views, by scope. */
export type ViewChoices = Readonly<Record<ViewScope, Omit<ViewChoice, 'scope'>>>;
