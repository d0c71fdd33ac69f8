import { unnamedIn, voChanges, withFormer } from '../../../src/statistics/vo-changes/figures';

test('the total is the sum of the counts, a VO with two changes included twice', () => {
  const report = [
    { status: 'Deleted', count: 1, vos: ['vo.c.eu'] },
    { status: 'Leaving', count: 2, vos: ['vo.b.eu', 'vo.c.eu'] },
    { status: 'Production', count: 1, vos: ['vo.a.eu'] },
  ];
  expect(voChanges(report)).toEqual({
    total: 4,
    deleted: 1,
    production: 1,
    list: 'vo.c.eu(D), vo.b.eu(L), vo.c.eu(L), vo.a.eu(P)',
    warnings: [],
  });
});

test('a report without any VO is no change', () => {
  expect(voChanges([])).toEqual({ total: 0, deleted: 0, production: 0, list: '-', warnings: [] });
});

test('a status with nothing in it is no change', () => {
  expect(voChanges([{ status: 'Production', count: 0, vos: [] }])).toMatchObject({ total: 0, list: '-' });
});

test('a status that is not known counts, and stands in the list under its own name', () => {
  const report = [
    { status: 'Suspended', count: 1, vos: ['vo.a.eu'] },
    { status: 'Pending', count: 1, vos: ['vo.b.eu'] },
  ];
  expect(voChanges(report)).toMatchObject({
    total: 2,
    deleted: 0,
    production: 0,
    list: 'vo.a.eu(Suspended), vo.b.eu(PE)',
  });
});

test('a status is known in capitals or without them', () => {
  const report = ['PRODUCTION', 'deleted'].map((status) => ({ status, count: 1, vos: ['vo.a.eu'] }));
  const list = 'vo.a.eu(P), vo.a.eu(D)';
  expect(voChanges(report)).toMatchObject({ total: 2, deleted: 1, production: 1, list });
});

test('a status that comes twice is added up', () => {
  const report = ['vo.a.eu', 'vo.b.eu'].map((vo) => ({ status: 'Production', count: 1, vos: [vo] }));
  expect(voChanges(report)).toMatchObject({ production: 2, list: 'vo.a.eu(P), vo.b.eu(P)' });
});

test('a count that is not the number of names counts, and is told', () => {
  expect(voChanges([{ status: 'Production', count: 3, vos: ['vo.a.eu'] }])).toMatchObject({
    total: 3,
    warnings: ['The portal counts 3 VOs as "Production" but names 1.'],
  });
});

test('a VO that is named twice in a status is told', () => {
  const report = [{ status: 'Deleted', count: 2, vos: ['vo.a.eu', 'VO.A.eu'] }];
  expect(voChanges(report).warnings).toEqual([
    'The portal names VO.A.eu twice as "Deleted", and may count it twice.',
  ]);
});

test('VOs that the portal counts and does not name any more stay in the list, and count once', () => {
  const report = [
    { status: 'Deleted', count: 2, vos: ['vo.c.eu'] },
    { status: 'Production', count: 2, vos: [] },
  ];
  const before = 'vo.c.eu(D), vo.d.eu(D), vo.e.eu(D), vo.a.eu(P), vo.b.eu(P)';
  const { changes, former, renamed } = withFormer(voChanges(report), before, unnamedIn(report));
  expect(changes).toMatchObject({ total: 5, deleted: 3, production: 2 });
  expect(changes.list).toBe('vo.c.eu(D), vo.d.eu(D), vo.a.eu(P), vo.b.eu(P), vo.e.eu(D)');
  expect([former, renamed]).toEqual([['vo.e.eu(D)'], []]);
});

test('names stay on one line and in one entry of the list', () => {
  const report = [{ status: 'New,\n(odd)', count: 1, vos: ['=1+1,\nvo'] }];
  expect(voChanges(report).list).toBe('=1+1‚ vo(New‚ (odd))');
});
