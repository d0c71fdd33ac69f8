import { request } from 'node:http';
import { createInterface } from 'node:readline';
import type { Execution } from '../../../local/apps-script/execution';
import { PageUserInterface } from '../../../local/page/page-user-interface';
import type { FromPage, ToPage } from '../../../local/page/protocol';
import { startPage, type PageServer } from '../../../local/page/server';
import { hostOf } from '../apps-script/script-host';

const SCRIPT = `
  function onOpen() { SpreadsheetApp.getUi().createMenu('M').addItem('Ask', 'ask').addToUi(); }
  function ask() { return SpreadsheetApp.getUi().alert('Go on?'); }
  function who() { return Session.getActiveUser().getEmail(); }
  function goes() { SpreadsheetApp.getActive().getSheets()[0].getRange('B3').activate(); }
  function onEdit(e) { SpreadsheetApp.getActive().toast(e.range.getA1Notation()); }
  function fail() { throw new TypeError('no'); }
`;

let server: PageServer;
let script: ReturnType<typeof hostOf>['host'];

beforeEach(async () => {
  const ui = new PageUserInterface();
  script = hostOf(SCRIPT, { ui }).host;
  server = await startPage({ host: script, ui, port: 0 });
});

afterEach(() => server.close());

/** A page without a browser. */
class PlainPage {
  readonly #events: ToPage[] = [];
  readonly #address: string;
  readonly #request: ReturnType<typeof request>;

  constructor(id: string, as = '') {
    this.#address = `${server.url}/say?page=${id}`;
    this.#request = request(`${server.url}/events?page=${id}&as=${as}`, (response) => {
      const lines = createInterface(response).on('line', (line) => {
        if (line.startsWith('data: ')) this.#events.push(JSON.parse(line.slice(6)) as ToPage);
      });
      lines.on('error', () => undefined);
    });
    this.#request.on('error', () => undefined).end();
  }

  /** Waits for the next event of a kind and takes it away. */
  async next<Kind extends ToPage['kind']>(kind: Kind): Promise<Extract<ToPage, { kind: Kind }>> {
    for (;;) {
      const index = this.#events.findIndex((event) => event.kind === kind);
      if (index >= 0) return this.#events.splice(index, 1)[0] as Extract<ToPage, { kind: Kind }>;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async say(said: FromPage): Promise<number> {
    return (await fetch(this.#address, { method: 'POST', body: JSON.stringify(said) })).status;
  }

  run(functionName: string, run = 1): Promise<number> {
    return this.say({ kind: 'run', run, functionName, args: [], origin: 'menu' });
  }

  close(): void {
    this.#request.destroy();
  }
}

/** Status of the answer to a request with these headers. */
const statusWith = (headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve) => {
    request(server.url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });

describe('the page server', () => {
  test('takes the next port when the one wanted is taken', async () => {
    const { port } = new URL(server.url);
    const ui = new PageUserInterface();
    const second = await startPage({ host: hostOf(SCRIPT, { ui }).host, ui, port: Number(port) });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(port));
    await second.close();
  });

  test.each([
    ['another name for this machine', { host: 'elsewhere.example.org:8080' }, 403],
    ['a page of another site', { origin: 'https://elsewhere.example.org' }, 403],
    ['a page without an origin, as in a panel', { origin: 'null' }, 403],
    ['its own page', {}, 200],
  ])('answers %s with %j by %i', async (_, headers, status) => {
    expect(await statusWith(headers)).toBe(status);
  });

  test('lets its pages load nothing from elsewhere', async () => {
    const { headers } = await fetch(server.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test('says Not Found where there is nothing', async () => {
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });
});

describe('a page', () => {
  test('is told the workbook and then the menu', async () => {
    const page = new PlainPage('a');
    const { person, title, data } = await page.next('workbook');
    expect([person, title, data.sheets[0]?.name]).toEqual([
      'owner@example.org',
      'Untitled spreadsheet',
      'Sheet1',
    ]);
    expect((await page.next('menu')).menu.caption).toBe('M');
  });

  test.each([
    ['b@example.org', 'b@example.org'],
    ['no address', 'owner@example.org'],
  ])('that comes as %s acts for %s', async (as, person) => {
    const page = new PlainPage('a', encodeURIComponent(as));
    await page.next('workbook');
    await page.run('who');
    expect((await page.next('ended')).outcome).toEqual({ value: person });
  });

  test('gets the questions of what it has started, in any order of answers, and nobody else does', async () => {
    const [page, other] = [new PlainPage('a'), new PlainPage('b')];
    await Promise.all([page.next('workbook'), other.next('workbook')]);
    await page.run('ask', 1);
    const first = await page.next('ask');
    await page.run('ask', 2);
    const second = await page.next('ask');
    await page.say({ kind: 'answer', id: second.id, answer: { button: 'OK', text: '' } });
    expect(await page.next('ended')).toMatchObject({ run: 2, outcome: { value: 'OK' } });
    await page.say({ kind: 'answer', id: first.id, answer: { button: 'CLOSE', text: '' } });
    expect(await page.next('ended')).toMatchObject({ run: 1, outcome: { value: 'CLOSE' } });
    await other.run('ask');
    expect((await other.next('ask')).id).toBe(1);
  });

  test('that goes away has closed its questions', async () => {
    const page = new PlainPage('a');
    await page.next('workbook');
    const run = jest.spyOn(script, 'run');
    await page.run('ask');
    await page.next('ask');
    page.close();
    await expect((run.mock.results[0]?.value as Execution).result).resolves.toBe('CLOSE');
  });

  test('is told what a function failed with', async () => {
    const page = new PlainPage('a');
    await page.next('workbook');
    await page.run('fail');
    expect((await page.next('ended')).outcome).toEqual({ error: { name: 'TypeError', message: 'no' } });
  });

  test('follows the script to a cell', async () => {
    const page = new PlainPage('a');
    await page.next('workbook');
    await page.run('goes');
    await page.next('activate');
    expect((await page.next('activate')).zone).toEqual({ top: 2, bottom: 2, left: 1, right: 1 });
  });

  test('is told what its edits became, and other pages see them', async () => {
    const [page, other] = [new PlainPage('a'), new PlainPage('b')];
    await Promise.all([page.next('workbook'), other.next('workbook')]);
    await page.say({ kind: 'edit', edits: [{ sheetId: '0', row: 0, col: 1, content: '25%' }] });
    const { message } = await other.next('collaborate');
    expect(message).toMatchObject({ commands: [{ type: 'UPDATE_CELL', row: 0, col: 1, content: '0.25' }] });
    const { revisionIds } = await page.next('edited');
    expect(revisionIds).toEqual([(message as { nextRevisionId: string }).nextRevisionId]);
    expect((await page.next('toast')).text).toBe('B1');
  });

  test('that edits a tab which somebody has deleted is told so, and the others go on', async () => {
    const [page, other] = [new PlainPage('a'), new PlainPage('b')];
    await Promise.all([page.next('workbook'), other.next('workbook')]);
    await page.say({ kind: 'edit', edits: [{ sheetId: '999', row: 0, col: 0, content: 'x' }] });
    expect((await page.next('refused')).message).toBe('Somebody has deleted this tab: nothing was entered.');
    await other.say({ kind: 'edit', edits: [{ sheetId: '0', row: 0, col: 0, content: 'kept' }] });
    await other.next('edited');
    expect(script.workbook.model.getters.getEvaluatedCell({ sheetId: '0', row: 0, col: 0 }).value).toBe(
      'kept',
    );
  });

  test('is overheard when its revision overlooks another one', async () => {
    const page = new PlainPage('a');
    const { data } = await page.next('workbook');
    const revision = (nextRevisionId: string, content: string): FromPage => ({
      kind: 'collaborate',
      message: {
        type: 'REMOTE_REVISION',
        version: 1,
        clientId: 'a',
        serverRevisionId: data.revisionId,
        nextRevisionId,
        commands: [{ type: 'UPDATE_CELL', sheetId: '0', row: 0, col: 0, content }],
      },
    });
    await page.say(revision('first', 'kept'));
    await page.say(revision('second', 'dropped'));
    expect(script.workbook.model.getters.getEvaluatedCell({ sheetId: '0', row: 0, col: 0 }).value).toBe(
      'kept',
    );
  });

  test('that is not connected is not heard', async () => {
    expect(await new PlainPage('a').say({ kind: 'edit', edits: [] })).toBe(204);
    const run = jest.spyOn(script, 'run');
    await fetch(`${server.url}/say?page=unknown`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'run', run: 1, functionName: 'who', args: [], origin: 'menu' }),
    });
    expect(run).not.toHaveBeenCalled();
  });
});
