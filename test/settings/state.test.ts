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
