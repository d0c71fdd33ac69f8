import {
  admitFigure,
  admitTodaysFigure,
  type Admission,
  type AdmissionRules,
  type HeldCell,
  type TodayRules,
} from '../../src/statistics/admission';
import { measuredHow, withMeasured } from '../../src/statistics/admission-memory';

const [YESTERDAY, TODAY] = ['2026-11-22', '2026-11-23'];
const rules: AdmissionRules = {
  today: TODAY,
  threshold: 20,
  isRunning: false,
  isSettled: true,
  hasOtherChoices: false,
  isFrozen: false,
  isAccepted: false,
  pending: undefined,
};
const about = (cell: HeldCell, figure: number, other: Partial<AdmissionRules> = {}): Admission =>
  admitFigure(cell, { figure }, { ...rules, ...other });

describe('a figure that was measured after its period was over', () => {
  test.each([
    [1000, 1000],
    [1000, 1200],
    [1000, 800],
    [0, 0],
  ])('from %i to %i is written', (old, now) => {
    expect(about({ figure: old }, now).does).toBe('write');
  });

  test.each([
    [1000, 1201],
    [1000, 799],
    [0, 1],
  ])('from %i to %i waits', (old, now) => {
    expect(about({ figure: old }, now)).toEqual({ does: 'wait', pending: { figure: now, day: TODAY } });
  });

  test('is confirmed by the same on a later day, and by nothing else', () => {
    const after = (figure: number, day: string): Admission =>
      about({ figure: 1000 }, 1201, { pending: { figure, day } });
    expect(after(1201, YESTERDAY).does).toBe('write');
    expect(after(1201, TODAY).does).toBe('wait');
    expect(after(1202, YESTERDAY)).toEqual({ does: 'wait', pending: { figure: 1201, day: TODAY } });
  });

  test.each<[string, Partial<AdmissionRules>]>([
    ['was measured while its period ran', { isSettled: false }],
    ['is one so far', { isRunning: true }],
    ['was measured with other choices', { hasOtherChoices: true }],
    ['has been shown and accepted', { isAccepted: true }],
  ])('does not wait when the old one %s', (_, other) => {
    expect(about({ figure: 1000 }, 5, other).does).toBe('write');
  });
});

test.each<[string, Admission, string]>([
  ['a frozen period', about({ figure: 1 }, 2, { isFrozen: true, isAccepted: true }), 'frozen'],
  ['a cell that holds no figure', about({ notAFigure: 'B2' }, 2), 'not a figure'],
  ['a failure', admitFigure({ figure: 1 }, 'failure', rules), 'not measured'],
  ['0 for all where there were some', about({ figure: 1 }, 0, { isRunning: true }), 'all have 0'],
  ['nothing any more', admitFigure({ figure: 1 }, 'nothing', rules), 'nothing any more'],
])('%s keeps what stands there', (_, admission, because) => {
  expect(admission).toEqual({ does: 'keep', because });
});

describe("today's users", () => {
  const today: TodayRules = {
    today: TODAY,
    mayFallBy: 20,
    isAllZero: false,
    hasOtherUsers: false,
    isAccepted: false,
    pending: undefined,
  };

  test('are never 0 for all where there were some', () => {
    const pending = { figure: 0, day: YESTERDAY };
    expect(admitTodaysFigure(5, 0, { ...today, isAllZero: true, pending }).does).toBe('keep');
    expect(admitTodaysFigure(undefined, 0, { ...today, isAllZero: true, hasOtherUsers: true }).does).toBe(
      'keep',
    );
  });

  test('that fall by much wait for something like it on a later day', () => {
    expect(admitTodaysFigure(1000, 799, today).does).toBe('wait');
    const like = { ...today, pending: { figure: 760, day: YESTERDAY } };
    expect(admitTodaysFigure(1000, 790, like).does).toBe('write');
    expect(admitTodaysFigure(1000, 700, like).does).toBe('wait');
  });

  test('that are more, or as good as before, are written', () => {
    expect(admitTodaysFigure(1000, 800, today).does).toBe('write');
    expect(admitTodaysFigure(undefined, 5, today).does).toBe('write');
    expect(admitTodaysFigure(1000, 999, { ...today, mayFallBy: 0 }).does).toBe('wait');
  });
});

test('how periods were measured is remembered as runs, the oldest of which are forgotten', () => {
  const summer = withMeasured([], ['2026.01-03', '2026.04-06', '2026.07-09'], '2026-08', 'a');
  expect(summer).toEqual([
    ['2026.01-03', '2026.04-06', true, 'a'],
    ['2026.07-09', '2026.07-09', false, 'a'],
  ]);
  const autumn = withMeasured(summer, ['2026.04-06', '2026.07-09'], '2026-11', 'b');
  expect([...measuredHow(autumn)]).toEqual([
    ['2026.01-03', { isSettled: true, choices: 'a' }],
    ['2026.04-06', { isSettled: true, choices: 'b' }],
    ['2026.07-09', { isSettled: true, choices: 'b' }],
  ]);
});
