/** The statistics as users know them. */
export const STATISTIC_TITLES: Record<StatisticId, string> = {
  'cloud-cpu': 'Cloud CPU/h',
  'htc-cpu': 'HTC CPU/h',
  users: 'Users',
  'vo-changes': 'VO changes',
  'sla-cloud': 'SLA Cloud CPU/h',
  'sla-htc': 'SLA HTC CPU/h',
  'by-discipline': 'By discipline',
};

/** Statistics that are refreshed only where somebody has switched them on. */
export const OFF_BY_DEFAULT: readonly StatisticId[] = ['by-discipline'];

/** The tabs with figures, by the product's own names, and what they are called unless the settings say otherwise; in their order. */
export const TAB_TITLES = {
  'cloud-cpu': 'Accounting Cloud CPU/h',
  'cloud-cpu-by-vo': 'Cloud CPU/h by VO',
  'htc-cpu': 'Accounting HTC CPU/h',
  'htc-cpu-by-vo': 'HTC CPU/h by VO',
  users: 'VOs statistics (certs)',
  'okr-users': 'OKR Users',
  'vo-changes': 'Num. of VOs created',
  'sla-cloud': 'Accounting SLAs Cloud CPU/h',
  'sla-htc': 'Accounting SLAs HTC CPU/h',
  slas: 'SLAs',
  'by-discipline': 'By discipline',
} as const;
/** The product's own names of the statistics, as the command line and the settings write them. */
export type StatisticId = CpuHoursId | 'users' | 'vo-changes' | SlaHoursId | 'by-discipline';
/** Those with the hours of all VOs that count, and those with the hours of VOs with an agreement. */
export type CpuHoursId = 'cloud-cpu' | 'htc-cpu';
export type SlaHoursId = 'sla-cloud' | 'sla-htc';
