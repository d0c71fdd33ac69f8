import { disciplinesRequest } from '../../src/portals/disciplines';

const request = disciplinesRequest({ url: 'https://operations.example/api', apiKey: 'key' });
const parse = (...discipline: unknown[]): unknown => request.parse(JSON.stringify({ discipline }));
const entry = (more: object = {}) => ({
  value: 'Humanities',
  NbVo: '1',
  TotalSumNbUsers: '0.0',
  vo: [],
  ...more,
});
const nested = (levels: number): unknown =>
  levels === 0 ? [{ name: 'deep.eu' }] : [{ vo: nested(levels - 1) }];

test('is one request with the key', () => {
  expect(request).toMatchObject({
    url: 'https://operations.example/api/vo-metrics-disciplines/json',
    headers: { 'X-API-Key': 'key' },
  });
});

test('gives the VOs of each discipline, those of its sub-disciplines included', () => {
  const vo = [
    { name: ' alice ', NbUsers: '12' },
    { name: 'b.eu', NbUsers: '0.0', vo: [{ name: 'c.eu' }] },
  ];
  expect(parse(entry({ vo }), entry({ value: 'Other', vo: nested(2) }))).toEqual([
    { name: 'Humanities', vos: ['alice', 'b.eu', 'c.eu'] },
    { name: 'Other', vos: ['deep.eu'] },
  ]);
});

test.each([
  ['nothing', {}, 'at discipline: an object with "discipline" is expected'],
  ['a list', [], 'an object with "discipline" is expected'],
  ['no discipline', { discipline: [] }, 'at discipline: at least one discipline is expected'],
  ['one without a name', { discipline: [entry({ value: ' ' })] }, 'the name of a discipline is expected'],
  ['one without VOs', { discipline: [entry({ vo: {} })] }, 'a list of VOs is expected'],
  ['one that counts no VOs', { discipline: [entry({ NbVo: 'many' })] }, 'a number is expected'],
  ['names alone', { discipline: [entry({ vo: ['alice'] })] }, 'VOs are expected'],
  [
    'a VO without a name',
    { discipline: [entry({ vo: [{ NbUsers: '1' }] })] },
    'a VO with its name is expected',
  ],
  ['more levels', { discipline: [entry({ vo: nested(3) })] }, 'no more than 3 levels of VOs are expected'],
  [
    'one twice',
    { discipline: [entry(), entry({ value: 'humanities' })] },
    'discipline "humanities" is there twice',
  ],
])('an answer with %s is refused', (_, answer, why) => {
  expect(() => request.parse(JSON.stringify(answer))).toThrow(why);
});
