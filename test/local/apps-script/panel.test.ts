import { hostOf } from './script-host';

const { host } = hostOf(`
  function echo(value) { return value; }
  function nothing() {}
  function date() { return { rows: [{ when: new Date() }] }; }
  function service() { return Logger; }
  function fails() { throw new Error('told'); }
  function hidden_() { return 1; }
`);
const call = (name: string, ...args: unknown[]) => host.run(name, { origin: 'panel', args }).result;

describe('google.script.run', () => {
  test.each([[null], [true], [1.5], ['text'], [[1, ['a']]], [{ a: { b: [null] } }]])(
    'passes %j both ways',
    async (value) => {
      await expect(call('echo', value)).resolves.toEqual(value);
    },
  );

  test('gives null for nothing', async () => {
    await expect(call('nothing')).resolves.toBeNull();
  });

  test.each([['hidden_'], ['absent']])('finds no function %s', async (name) => {
    await expect(call(name)).rejects.toThrow(`Script function not found: ${name}`);
  });

  test.each([
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['a date inside', [{ when: new Date(0) }]],
    ['NaN', NaN],
  ])('takes no argument that is %s', async (_, value) => {
    await expect(call('echo', 1, value)).rejects.toThrow('Failed due to illegal value in property: 1');
  });

  test.each([
    ['date', 'date returned a value that is not plain JSON at: result.rows[0].when'],
    ['service', 'service returned a value that is not plain JSON at: result'],
  ])('gives no result with a %s', async (name, message) => {
    await expect(call(name)).rejects.toThrow(message);
  });

  test('tells the failure handler the message', async () => {
    await expect(call('fails')).rejects.toMatchObject({ name: 'Error', message: 'told' });
  });

  test('can find the functions at the top level', () => {
    expect(host.functionNames()).toEqual(['echo', 'nothing', 'date', 'service', 'fails', 'hidden_']);
  });
});
