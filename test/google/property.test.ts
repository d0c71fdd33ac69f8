import * as v from 'valibot';
import { Damaged, remembered, storedJson } from '../../src/google/property';
import { properties } from '../support/properties';

const list = v.object({ names: v.array(v.string()) });
/** Without its first name, which is the oldest. */
const shorter = ({ names }: { names: string[] }) =>
  names.length === 0 ? undefined : { names: names.slice(1) };

describe('JSON in a property', () => {
  const stored = storedJson('list', list);

  it('is read as it was saved, until it is cleared', () => {
    const store = properties();
    stored.save({ names: ['a'] }, store);
    expect(stored.load(store)).toEqual({ names: ['a'] });
    stored.clear(store);
    expect(stored.load(store)).toBeUndefined();
  });

  it.each(['', '{', '{"secret"}', 'null', '{"names":"secret"}'])(
    'that is %j is damaged, and not quoted',
    (text) => {
      const damaged = (): unknown => stored.load(properties({ list: text }));
      expect(damaged).toThrow(Damaged);
      expect(damaged).not.toThrow(/secret/);
    },
  );
});

describe('what is remembered of a spreadsheet', () => {
  const property = remembered('list', list, shorter);

  it('is believed by that spreadsheet alone', () => {
    const store = properties();
    property.save('mine', { names: ['a'] }, store);
    expect(property.load('mine', store)).toEqual({ names: ['a'] });
    expect(property.load('a copy', store)).toBeUndefined();
  });

  it.each(['', '{', 'null', '{"names":[]}', '{"spreadsheetId":"mine"}'])(
    'is nothing where it says %j',
    (text) => {
      expect(property.load('mine', properties({ list: text }))).toBeUndefined();
    },
  );

  it('loses what can best be done without, and no more, where it does not fit into 9 kB', () => {
    const store = properties();
    const names = Array.from({ length: 3000 }, (_, index) => `ü${index}`);
    property.save('mine', { names }, store);
    const kept = property.load('mine', store)?.names ?? [];
    expect(names.slice(-kept.length)).toEqual(kept);
    const bytes = Buffer.byteLength(store.getProperty('list') ?? '');
    expect(bytes).toBeLessThan(9_216);
    expect(bytes).toBeGreaterThan(8_400);
  });

  it('is forgotten also where Google deletes nothing', () => {
    const store = properties({ list: '{"spreadsheetId":"mine","names":["a"]}' });
    store.deleteProperty = () => {
      throw new Error('サービスでエラーが発生しました。');
    };
    property.clear(store);
    expect(property.load('mine', store)).toBeUndefined();
  });

  it('is nothing rather than too much, where nothing more can be done without', () => {
    const store = properties({ list: 'of before' });
    remembered('list', list).save('mine', { names: ['x'.repeat(9_000)] }, store);
    expect(store.getProperties()).toEqual({});
  });
});
