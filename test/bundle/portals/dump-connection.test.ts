import { valueOf } from '../../support/panel';
import { TestWorld } from '../../support/world';

const check = async (test: TestWorld) => (await valueOf(test, 'panelCheckConnection', []))[0];

describe('Check connection', () => {
  it('tells that the dump answers where the views are gone, and the next refresh uses it at once', async () => {
    const test = new TestWorld();
    test.portals.accounting.views = false;
    expect(await check(test)).toEqual({
      portal: 'Accounting Portal',
      isGood: true,
      message:
        'The Accounting Portal answers with its dump of 1 MB. Its views do not answer as they should: ' +
        'The Accounting Portal answered with an error (HTTP 404).',
    });
    await test.refreshOne('cloud-cpu');
    expect(Object.keys(test.calls.portal.byPath)).toEqual(['/json', '/vo-list/json', 'probe /json']);
  });

  it('tells what both sources say where neither answers', async () => {
    const test = new TestWorld();
    Object.assign(test.portals.accounting, { views: false, dump: false });
    const error = 'The Accounting Portal answered with an error (HTTP 404).';
    expect(await check(test)).toMatchObject({ isGood: false, message: `${error} ${error}` });
  });

  it('looks at the chosen source alone', async () => {
    const test = new TestWorld({ settings: { source: 'dump' } });
    expect((await check(test))?.message).toMatch(/^The Accounting Portal answers with its dump of \d+ MB\.$/);
    test.set({ source: 'views' });
    test.portals.accounting.views = false;
    expect((await check(test))?.isGood).toBe(false);
  });
});
