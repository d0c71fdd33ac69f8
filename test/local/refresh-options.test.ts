import { readRefreshOptions, WrongOption } from '../../local/refresh-options';

const read = (...args: string[]) => readRefreshOptions(args, {});

describe('--granularities of npm run refresh', () => {
  it.each([
    ['month', { month: true }],
    ['half-year,year', { 'half-year': true, year: true }],
    // Quarters are always there.
    ['quarter, month', { month: true }],
  ])('%s switches on what it names', (list, granularities) => {
    expect(read('--granularities', list).settings).toEqual({ granularities });
  });

  it('leaves it to the settings of the spreadsheet when it is not given', () => {
    expect(read().settings).toEqual({});
  });

  it('says what there is to choose from', () => {
    expect(() => read('--granularities', 'month,week')).toThrow(
      new WrongOption('--granularities "week": choose from month, quarter, half-year, year.'),
    );
  });
});

it('settings on the command line are checked like all others', () => {
  expect(read('--first-period', '2024.01-03').settings).toEqual({ firstPeriod: '2024.01-03' });
  expect(() => read('--first-period', '2024')).toThrow(
    'Setting "firstPeriod": enter a quarter such as 2020.01-03.',
  );
});

it.each(['tomorrow', '2026-02-30', '2026-13-45', '2026-1-1'])(
  '--today %s is no day, and is refused',
  (day) => {
    expect(() => read('--today', day)).toThrow(`--today "${day}": give a day such as 2026-11-23.`);
  },
);
