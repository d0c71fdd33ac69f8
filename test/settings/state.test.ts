import { loadState, saveState } from '../../src/settings/state';
import { properties } from '../support/properties';

const FRESH = loadState('mine', properties());
const state = { ...FRESH, tabIds: { 'cloud-cpu': 7 }, voListLength: 309 };

it('is what was remembered of the same spreadsheet', () => {
  const store = properties();
  saveState('mine', state, store);
  expect(loadState('mine', store)).toEqual(state);
});

it('is not believed when another spreadsheet has remembered it', () => {
  const store = properties();
  saveState('the original', state, store);
  expect(loadState('a copy', store)).toEqual(FRESH);
});

it.each(['', 'null', '[]', '{', '{"spreadsheetId":"mine","tabIds":null,"voListLength":"309"}'])(
  'is that of a new spreadsheet where it says %j',
  (text) => {
    expect(loadState('mine', properties({ state: text }))).toEqual(FRESH);
  },
);

it('keeps what is sound when a part is not', () => {
  const text = JSON.stringify({ spreadsheetId: 'mine', tabIds: { users: 3 }, voListLength: 'many' });
  expect(loadState('mine', properties({ state: text }))).toEqual({ ...FRESH, tabIds: { users: 3 } });
});

it('always fits into a property: what is least harmful to forget goes first', () => {
  const many = <T>(count: number, value: T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`tab-${index}`, value]));
  const header = 'Ç'.repeat(60);
  const full = {
    ...FRESH,
    tabIds: many(60, 1_234_567_890),
    wordings: many(60, { one: header, two: header, three: header }),
    measuredOn: many(7, '2026-11-23'),
    mailedFailures: 'x'.repeat(2_000),
  };
  const store = properties();
  saveState('mine', full, store);
  expect(Buffer.byteLength(store.getProperty('state') ?? '')).toBeLessThan(9_216);
  const kept = loadState('mine', store);
  expect(kept).toMatchObject({ tabIds: full.tabIds, measuredOn: full.measuredOn });
  expect(Object.keys(kept.wordings).length).toBeLessThan(60);
});
