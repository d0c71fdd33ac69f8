import { keepScriptState } from '../../../local/local-script';
import JSZip from 'jszip';
import { fault } from '../../../local/portals/faults';
import { STATISTIC_IDS } from '../../../src/statistics/registry';
import { ask, valueOf } from '../../support/panel';
import { addTab } from '../../support/taken-over-sheet';
import { API_KEY, DASHBOARD, SLAS, TestWorld } from '../../support/world';

const B = { as: 'b@example.org' };

it('the API key is in nothing that anybody can see, after all that can be done and can fail', async () => {
  const test = new TestWorld({ statistics: STATISTIC_IDS, vos: 4, firstPeriod: '2026.04-06' });
  const vo = test.world.vos[0]?.name ?? '';
  addTab(test, SLAS, [
    ['Customer', 'VO name', 'Status', 'Start', 'End', 'HTC', 'Cloud'],
    ['A customer', vo, 'FINALIZED', '01 Oct 2020', '31/12/2027', '5 cores', '10 cores'],
  ]);
  const first = await test.refresh();
  expect(first.map(({ result }) => result)).toEqual(STATISTIC_IDS.map(() => 'done'));
  const answers: unknown[] = [first];
  test.portals.faults.add({ match: '/vo-users', fault: fault.body((body) => `${body}${API_KEY.length}`) });
  for (const match of ['/cloud/', '/egi/', '/egi-reports/vo?', '/vo-metrics-disciplines/']) {
    test.portals.faults.add({ match, fault: fault.status(500) });
  }
  const second = await test.refresh({ history: 'all' });
  expect(second.map(({ result }) => result)).toEqual(STATISTIC_IDS.map(() => 'failed'));
  answers.push(second);
  test.portals.faults.add({ match: '/vo-list', fault: fault.status(403) });
  answers.push(await test.refresh());
  await test.run('scheduledRefresh', { origin: 'clock trigger' });
  await test.run('openPanel');
  await test.run('checkConnection');
  test.ui.answer('CANCEL');
  await test.run('enterApiKey');
  answers.push(await valueOf(test, 'panelShareKey', [true]));
  for (const as of [{}, B]) {
    answers.push(await ask(test, 'panelState', [], as), await ask(test, 'panelCheckConnection', [], as));
  }
  // What cannot be read any more may hold a key.
  test.userProperties.apiKey = `"${API_KEY}`;
  test.host.properties.document.sharedApiKey = `{"key":"${API_KEY}"`;
  answers.push(await ask(test, 'panelState', []), await test.refresh(), await ask(test, 'panelState', [], B));
  await valueOf(test, 'panelShareKey', [true], B).catch((error: unknown) => answers.push(String(error)));

  const { sharedApiKey, ...document } = test.host.properties.document;
  expect(sharedApiKey).toContain(API_KEY);
  keepScriptState(test.host, {});
  const json = test.host.workbook.toJson();
  const zip = await JSZip.loadAsync(await test.host.workbook.toXlsx());
  const xlsx = await Promise.all(Object.values(zip.files).map((file) => file.async('string')));
  const caches = ['script', 'document', 'user owner@example.org', 'user b@example.org'].map((name) => [
    ...test.host.cache.store(name),
  ]);
  const seen = { answers, document, json, xlsx, caches, shown: test.ui.shown, logs: test.host.logs };
  const all = JSON.stringify({ ...seen, mail: test.host.outbox, urls: test.host.fetches });
  expect(all).toContain('Last update on');
  expect(all).toContain('<!doctype html>');
  expect(json).toContain(DASHBOARD);
  expect(all).not.toContain(API_KEY);
  expect(all).not.toContain(Buffer.from(API_KEY).toString('base64').slice(0, -2));
});
