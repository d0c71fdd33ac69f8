import { periodOf } from '../../src/domain/periods';
import { doubtAbout, isWaiting } from '../../src/statistics/restatements';
import type { Doubt } from '../../src/settings/state';

const period = periodOf('2026-04'); // Over since 1 July 2026.
const asking = { runId: 'second', threshold: 20, settledUntil: '2026-08-25' };
const about = (
  old: number,
  now: number,
  before?: Doubt,
  other: Partial<typeof asking> = {},
): Doubt | undefined => doubtAbout({ period, old, now }, before, { ...asking, ...other });

describe('a total of a period that has been over for long', () => {
  test.each([
    [1000, 1000],
    [1000, 1200],
    [1000, 800],
    [0, 0],
  ])('from %i to %i is written', (old, now) => {
    expect(about(old, now)).toBeUndefined();
  });

  test.each([
    [1000, 1201],
    [1000, 799],
    [1000, 0],
    [0, 1],
  ])('from %i to %i waits', (old, now) => {
    const doubt = about(old, now);
    expect(doubt).toEqual({ total: now, runId: 'second' });
    expect(isWaiting(doubt, asking)).toBe(true);
  });

  test('is written when another refresh has given the same', () => {
    const before = { total: 1201, runId: 'first' };
    expect(isWaiting(about(1000, 1201, before), asking)).toBe(false);
  });

  test('still waits when the same refresh gives it again', () => {
    const before = { total: 1201, runId: 'second' };
    expect(isWaiting(about(1000, 1201, before), asking)).toBe(true);
  });

  test('waits anew with every other value', () => {
    const before = { total: 1201, runId: 'first' };
    expect(about(1000, 1202, before)).toEqual({ total: 1202, runId: 'second' });
  });

  test('is no longer doubted when it is back at the old one', () => {
    expect(about(1000, 1000, { total: 1201, runId: 'first' })).toBeUndefined();
  });

  test('may change by what the setting says', () => {
    expect(about(1000, 1201, undefined, { threshold: 21 })).toBeUndefined();
    expect(about(1000, 1001, undefined, { threshold: 0 })).toBeDefined();
  });
});

test('a period may change as it likes until it has been over for long', () => {
  expect(about(1000, 1, undefined, { settledUntil: '2026-06-30' })).toBeUndefined();
  expect(about(1000, 1, undefined, { settledUntil: '2026-07-01' })).toBeDefined();
});
