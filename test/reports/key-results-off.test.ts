import { warnOfSwitchedOff } from '../../src/reports/key-results-off';
import type { KeyResultRow } from '../../src/reports/key-result-rows';
import { KEY_FIGURES } from '../../src/statistics/registry';

const figures = KEY_FIGURES.map((figure) => ({
  ...figure,
  byVo: undefined,
  sources: [],
  switchedOff: [],
  isOff: figure.name.startsWith('HTC') || figure.name === 'Actual users',
  month: figure.name === 'HTC CPU/h' ? '2026-03' : '2026-11',
}));
const row = (statistic: string, score: number | undefined): KeyResultRow =>
  ({ keyResult: `About ${statistic}`, statistic, score, period: '2025.10-12' }) as KeyResultRow;

it('warns of key results whose scores are old, because their statistic is switched off, and of no others', () => {
  const rows = [
    row('Cloud CPU/h', 0.5),
    row('HTC CPU/h', 0.5),
    row('HTC CPU/h, growth in %', undefined),
    row('Actual users', 0.5),
  ];
  expect(warnOfSwitchedOff(rows, figures)).toEqual([
    'Key results keep an old score, because their statistic is switched off in the settings: About HTC CPU/h (2025.10-12).',
  ]);
  expect(warnOfSwitchedOff([row('Cloud CPU/h', 1)], figures)).toEqual([]);
});
