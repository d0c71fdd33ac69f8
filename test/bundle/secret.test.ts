import { keepScriptState } from '../../local/local-script';
import JSZip from 'jszip';
import { fault } from '../../local/portals/faults';
import { API_KEY, TestWorld } from '../support/world';
import { ask, valueOf } from '../support/panel';

const B = { as: 'b@example.org' };

it('the API key is in nothing that anybody can see, after all that can be done and can fail', async () => {
  const test = new TestWorld();
  const answers: unknown[] = [await test.refresh()];
  test.portals.faults.add({ match: '/vo-users', fault: fault.body((body) => `${body}${API_KEY.length}`) });
  test.portals.faults.add({ match: '/cloud/', fault: fault.status(500) });
  answers.push(await test.refresh({ history: 'all' }));
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
  expect(all).not.toContain(API_KEY);
  expect(all).not.toContain(Buffer.from(API_KEY).toString('base64').slice(0, -2));
});
