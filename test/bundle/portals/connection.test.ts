import { fault, type Fault } from '../../../local/portals/faults';
import { TestWorld } from '../../support/world';
import { ask, valueOf } from '../../support/panel';

const check = (test: TestWorld) => valueOf(test, 'panelCheckConnection', []);

const ACCEPTED = /^The Operations Portal answers and accepts the API key: it lists \d+ VOs\.$/;

it('that works is told in words, with few requests', async () => {
  const test = new TestWorld();
  const [accounting, operations] = await check(test);
  expect(accounting).toEqual({
    portal: 'Accounting Portal',
    isGood: true,
    message: expect.stringMatching(
      /^The Accounting Portal answers with its views: hours of \d+ VOs for 2026\.07-09\.$/,
    ) as string,
  });
  expect(operations).toMatchObject({ isGood: true, message: expect.stringMatching(ACCEPTED) as string });
  expect(test.host.fetches.filter(({ redirected }) => !redirected)).toHaveLength(2);
});

/** The host is named, because the address in the settings may be wrong. */
const SILENT = /^The Operations Portal did not answer\. It was asked at operations-portal\.egi\.eu\.$/;
const AWAY =
  /^The answer of the Operations Portal cannot be used: operations-portal\.egi\.eu answered with a web page instead of data: maintenance/;

describe('what is wrong is told of the portal that it is about', () => {
  test.each([
    [
      'a key that is refused',
      fault.status(401),
      /^The Operations Portal can be reached\. The API key was not accepted/,
    ],
    ['a login page', fault.loginPage, /^The Operations Portal can be reached\. The API key was not accepted/],
    [
      'a redirect',
      fault.redirectToLogin,
      /^The Operations Portal can be reached\. The API key was not accepted/,
    ],
    ['an error', fault.status(500), /^The Operations Portal answered with an error \(HTTP 500\)\.$/],
    ['silence', fault.hang, SILENT],
    ['no such host', fault.dns, SILENT],
    ['a page about maintenance', fault.html, AWAY],
    ['a redirect to such a page', fault.status(302, { headers: [['Location', '/down.html']] }), AWAY],
    ['something else than a list', fault.body('{}'), /^The answer of the Operations Portal cannot be used/],
  ] as [string, Fault, RegExp][])('%s', async (_, sent, message) => {
    const test = new TestWorld();
    test.portals.faults.add({ match: '/vo-list', fault: sent });
    const [accounting, operations] = await check(test);
    expect(accounting?.isGood).toBe(true);
    expect(operations).toMatchObject({ isGood: false, message: expect.stringMatching(message) as string });
  });

  it('an Accounting Portal that is down', async () => {
    const test = new TestWorld();
    test.portals.faults.add({ match: '/cloud/', fault: fault.unavailable });
    const [accounting, operations] = await check(test);
    expect(accounting).toMatchObject({
      isGood: false,
      message: 'The Accounting Portal did not answer. It was asked at accounting.egi.eu.',
    });
    expect(operations?.isGood).toBe(true);
  });

  it.each([
    ['that cannot be reached', fault.dns, SILENT],
    ['that asks for a key', undefined, /^The Operations Portal can be reached\. There is no API key/],
    [
      'that shows its login page',
      fault.loginPage,
      /^The Operations Portal can be reached\. There is no API key/,
    ],
  ] as [string, Fault | undefined, RegExp][])(
    'without a key, an Operations Portal %s',
    async (_, sent, message) => {
      const test = new TestWorld({ apiKey: null });
      if (sent) test.portals.faults.add({ match: '/vo-list', fault: sent });
      const [, operations] = await check(test);
      expect(operations).toMatchObject({ isGood: false, message: expect.stringMatching(message) as string });
      expect(test.host.fetches.some(({ headerNames }) => headerNames.includes('X-API-Key'))).toBe(false);
    },
  );
});

it('with settings that cannot be used is told why', async () => {
  const test = new TestWorld({ settings: { voGroup: 'everyone' } });
  expect(await ask(test, 'panelCheckConnection', [])).toEqual({
    failure: 'Setting "voGroup": enter egi, all, lhc, or custom-a,b,c.',
  });
});

it('can be checked from the menu', async () => {
  const test = new TestWorld();
  await test.run('checkConnection');
  expect(test.ui.shown.pop()).toMatchObject({
    kind: 'alert',
    title: 'Connection',
    text: expect.stringMatching(
      /^The Accounting Portal answers .*\n\nThe Operations Portal answers /,
    ) as string,
  });
});
