import type { CellValue } from '../../../local/apps-script/workbook/cells';
import { fillInKeyResults, KEY_RESULTS, placeInKeyResults } from '../../support/key-results';
import { DASHBOARD, OKR_USERS, TestWorld } from '../../support/world';

const HISTORY = 'Key results history';
const test = new TestWorld({ firstPeriod: '2025.04-06', vos: 4 });
const about = (objective: string, name: string, target: number): CellValue[] => [
  objective,
  name,
  'Actual users',
  '2025.10-12',
  '2026.10-12',
  target,
];
/** The rows of the dashboard under the header of key results, as they are shown, without blank ones. */
const shown = (): string[][] => {
  const rows = test.sheet(DASHBOARD).getDataRange().getDisplayValues();
  const header = rows.findIndex(([first]) => first === 'Key result');
  const end = rows.findIndex(([first], index) => index > header && first === 'Figures');
  return rows.slice(header + 1, end).filter(([first]) => first !== '');
};

beforeAll(async () => {
  await test.refresh();
  // Of 100 a year before, 160 now; three quarters of the time are over.
  test.type(OKR_USERS, '2025.10-12', 'Actual users', 100);
  test.type(OKR_USERS, '2026.07-09', 'Actual users', 160);
  fillInKeyResults(
    test,
    about('Growth', 'Reached', 150),
    about('Other', 'On its way', 175),
    // Typed by somebody else.
    about('growth ', 'Far away', 700),
    about('', 'Of none', 150),
  );
  const weight = placeInKeyResults(test, 'Weight');
  test.sheet(KEY_RESULTS).getRange(2, weight).setValue(3);
  // Now there is room for all of them.
  await test.refreshOne('cloud-cpu');
});

it('key results stand under their objectives, those with the lowest score first, the worst of each first', () => {
  expect(shown().map(([first, status]) => [first, status])).toEqual([
    ['» Growth', 'on track'],
    ['Far away', 'behind'],
    ['Reached', 'done'],
    ['» Other', 'on track'],
    ['On its way', 'on track'],
    ['Of none', 'done'],
  ]);
});

it('the score of an objective is the mean of those of its key results by their weights', () => {
  // (3 x 1 + 0.1) / 4, and 60 of 75.
  expect(
    shown().flatMap(([first = '', , bar, score, expected]) =>
      first.startsWith('»') ? [[bar, score, expected]] : [],
    ),
  ).toEqual([
    ['||||||||··', '78%', '75%'],
    ['||||||||··', '80%', '75%'],
  ]);
});

it('a refresh gives more key results more lines, and says what has changed since the period before', async () => {
  fillInKeyResults(
    test,
    about('Growth', 'Reached', 150),
    about('Other', 'On its way', 175),
    about('Growth', 'Far away', 700),
    about('', 'Of none', 150),
    ...[1, 2, 3, 4].map((each) => about('Other', `Another ${each}`, 150)),
    about('Other', 'A fraction', 0.95),
  );
  expect(shown().at(-1)?.[0]).toMatch(/^and \d more in the tab Key results$/);
  await test.refreshOne('cloud-cpu');
  expect(shown()).toHaveLength(11);
  // Rounded, it would be another target.
  expect(
    shown()
      .find(([first]) => first === 'A fraction')
      ?.slice(5, 7),
  ).toEqual(['160', '0.95']);
  const history = test.sheet(HISTORY);
  const headers = history.getDataRange().getValues()[0] ?? [];
  history.getRange(history.getLastRow() + 1, 1).setValue('2026.04-06 Growth: Far away');
  history.getRange(history.getLastRow(), headers.indexOf('Score') + 1).setValue(0.04);
  // Users have put something of their own around it.
  history.insertRowsBefore(1, 2).insertColumnsBefore(1, 1).getRange(1, 1).setValue('Our history');
  await test.refreshOne('cloud-cpu');
  expect(shown().find(([first]) => first === 'Far away')?.[7]).toBe('+6%');
  expect(shown().find(([first]) => first === 'Reached')?.[7]).toBe('');
  // Without a score before, there is no change from 0.
  history.getRange(history.getLastRow() + 1, 2).setValue('2026.04-06 Growth: Reached');
  expect(shown().find(([first]) => first === 'Reached')?.[7]).toBe('');
  // Another one of the same words: nobody knows whose score was kept.
  const cell = test.sheet(KEY_RESULTS).getRange(6, placeInKeyResults(test, 'Key result'));
  cell.setValue('far  AWAY').offset(0, -1).setValue('GROWTH');
  const changes = shown().flatMap((row) => (/^far +away$/i.test(row[0] ?? '') ? [row[7]] : []));
  expect(changes).toEqual(['', '']);
});

it('the menu makes room for more key results as a refresh does, and again for rows that were deleted', async () => {
  const figures = () => {
    const rows = test.sheet(DASHBOARD).getDataRange().getDisplayValues();
    const labels = rows.map(([first = '']) => first);
    return labels.slice(labels.indexOf('Figures'), labels.indexOf('Statistic'));
  };
  const before = figures();
  fillInKeyResults(
    test,
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((each) => about('Other', `Other ${each}`, 150)),
  );
  await test.run('showDashboard', { origin: 'menu' });
  expect(shown()).toHaveLength(13);
  expect(figures()).toEqual(before);
  const labels = test.values(DASHBOARD).map(([first]) => first);
  test.sheet(DASHBOARD).deleteRows(labels.indexOf('Key result') + 3, 5);
  await test.run('showDashboard', { origin: 'menu' });
  expect(shown()).toHaveLength(13);
  expect(figures()).toEqual(before);
});
