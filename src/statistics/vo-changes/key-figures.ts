import type { KeyFigure, Trend } from '../key-figures';
import { voChangesLayout } from './tab';

const figure = (name: string, column: string): KeyFigure => ({
  name,
  rank: 4,
  tab: 'vo-changes',
  column,
  layout: voChangesLayout,
  isFew: true,
  isCountOfPeriod: true,
});

/** What key results and the dashboard can say about VO changes. */
export const voChangesKeyFigures: readonly KeyFigure[] = [
  figure('VOs created', 'production'),
  { ...figure('VOs leaving', 'list'), mark: 'L', isForKeyResultsOnly: true },
  { ...figure('VOs deleted', 'deleted'), isForKeyResultsOnly: true },
  figure('VO changes', 'total'),
];

export const voChangesTrend: Trend = {
  tab: 'vo-changes',
  layout: voChangesLayout,
  title: 'VOs created and deleted',
  series: { production: 'created', deleted: 'deleted' },
  type: 'COLUMN',
};
