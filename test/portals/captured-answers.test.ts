import { readFileSync } from 'node:fs';
import { readView } from '../../src/portals/accounting/view-request';
import { periodOf } from '../../src/domain/periods';

/** Answers of the real portal, of other rows and columns than the product asks for. */
const CAPTURED = [
  ['cloud', 'belle', 'sum_elap_processors', 1903, 1],
  ['cloud', 'vo.access.egi.eu', 'sum_elap_processors', 239898, 8],
  ['egi', 'biomed', 'elap_processors', 74431, 5],
] as const;

describe.each(CAPTURED)('the captured answer for %s %s', (scope, vo, metric, total, count) => {
  const body = readFileSync(
    `local/portals/captured/accounting-views_${scope}_REGION-Year_2025-01_2025-02_custom-${vo}.json`,
    'utf8',
  );
  const period = periodOf('2025-01');

  test('gives its published total and all rows, once it is labelled as VOs by months', () => {
    const labelled = body
      .replaceAll('"2025":', '"2025-01":')
      .replace('"Year"', '"DATE"')
      .replace('"REGION"', '"VO"');
    const answer = readView(labelled, metric, period);
    expect(answer?.total).toBe(total);
    expect(answer?.vos).toHaveLength(count);
  });

  test('is refused as what it is: an answer to another request', () => {
    expect(() => readView(body, metric, period)).toThrow(`it holds ${metric} by REGION and Year`);
  });
});
