import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

/** A file of an Apps Script project, as Google's interface has it. */
export interface ScriptFile {
  readonly name: string;
  readonly type: string;
  readonly source: string;
}

interface Project {
  readonly title: string;
  readonly parentId: string | undefined;
  files: readonly ScriptFile[];
}

/** What Google puts into a new project. */
const DEFAULT_MANIFEST: ScriptFile = {
  name: 'appsscript',
  type: 'JSON',
  source: JSON.stringify({
    timeZone: 'America/New_York',
    exceptionLogging: 'STACKDRIVER',
    runtimeVersion: 'V8',
  }),
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const fine = (body: unknown): Answer => ({ status: 200, body });
const refused = (status: number, message: string): Answer => ({
  status,
  body: { error: { code: status, message } },
});

/**
 * Stands in for what clasp asks Google for: logging in again, Apps Script projects, and new spreadsheets. It is a proxy
 * on 127.0.0.1 that answers for whatever host it is asked to connect to, with a certificate made on the spot, so that
 * clasp itself needs no change and nothing leaves this machine.
 */
export class GoogleApi {
  readonly projects = new Map<string, Project>();
  /** `PUT script.googleapis.com/v1/projects/ID/content`, in order. */
  readonly requests: string[] = [];
  /** What is answered instead, by a part of the request. */
  readonly refusals = new Map<string, Answer>();
  /** What programs need so that they come here: HTTPS_PROXY and NODE_EXTRA_CA_CERTS. */
  environment: Readonly<Record<string, string>> = {};

  #close = (): Promise<void> => Promise.resolve();

  async start(): Promise<void> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'googleapis.com' }], {
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: '*.googleapis.com' }] },
      ],
    });
    const folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-certificate-'));
    const certificate = path.join(folder, 'certificate.pem');
    writeFileSync(certificate, cert);
    const secure = createSecureServer(
      { key, cert },
      (request, response) => void this.#respond(request, response),
    );
    const proxy = createServer((_, response) => response.writeHead(405).end());
    proxy.on('connect', (_, socket) => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      secure.emit('connection', socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    this.environment = { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: certificate };
    this.#close = async () => {
      rmSync(folder, { recursive: true });
      secure.closeAllConnections();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    };
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Makes a project as people make one: by an API call, or in a spreadsheet's menu. */
  addProject(title: string, parentId: string | undefined, files: readonly ScriptFile[]): string {
    const id = `script-${this.projects.size + 1}-of-${parentId ?? 'nothing'}`;
    this.projects.set(id, { title, parentId, files });
    return id;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const what = `${request.method ?? ''} ${request.headers.host ?? ''}${(request.url ?? '').replace(/\?.*$/, '')}`;
    this.requests.push(what);
    const { status, body } = this.#answer(what, Buffer.concat(chunks).toString());
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #answer(what: string, sent: string): Answer {
    for (const [part, answer] of this.refusals) if (what.includes(part)) return answer;
    if (what === 'POST oauth2.googleapis.com/token') return fine({ access_token: 'made', expires_in: 3600 });
    if (what === 'POST www.googleapis.com/drive/v3/files')
      return fine({ id: `spreadsheet-${this.requests.length}` });
    if (what === 'POST script.googleapis.com/v1/projects') {
      const { title, parentId } = JSON.parse(sent) as { title: string; parentId?: string };
      return fine({ scriptId: this.addProject(title, parentId, [DEFAULT_MANIFEST]), title });
    }
    const [, method, id = ''] =
      /^(GET|PUT) script\.googleapis\.com\/v1\/projects\/([^/]+)\/content$/.exec(what) ?? [];
    const project = this.projects.get(id);
    if (!project) return refused(404, 'Requested entity was not found.');
    if (method === 'PUT') {
      const { files } = JSON.parse(sent) as { files: ScriptFile[] };
      const twice = files.find(({ name }, index) => files.findIndex((file) => file.name === name) !== index);
      if (twice) {
        return refused(400, `A file with this name already exists in the current project: ${twice.name}`);
      }
      project.files = files;
    }
    return fine({ scriptId: id, files: project.files });
  }

  /** Has requests refused as Google refuses them. */
  refuse(part: string, status: number, message: string): void {
    this.refusals.set(part, refused(status, message));
  }
}
