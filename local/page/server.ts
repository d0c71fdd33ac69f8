import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ScriptHost } from '../apps-script/host';
import { clientFiles, type ServedFile } from './client-code';
import type { FromPage } from './protocol';
import type { PageUserInterface } from './page-user-interface';
import { Pages } from './pages';

export interface PageOptions {
  /** The script; `ui` must be its user interface. */
  readonly host: ScriptHost;
  readonly ui: PageUserInterface;
  /** Taken if it is free, else the next free one above; 8080 by default, 0 for any. */
  readonly port?: number;
}

export interface PageServer {
  /** Such as `http://127.0.0.1:8080`; `?as=somebody@example.org` makes a visitor that person. */
  readonly url: string;
  close(): Promise<void>;
}

/** Nothing may be loaded from outside. The library compiles templates and formulas, and panels have inline scripts. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Serves the spreadsheet with its script to browsers on this machine. */
export async function startPage({ host, ui, port = 8080 }: PageOptions): Promise<PageServer> {
  const files = await clientFiles();
  const pages = new Pages(host, ui);
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end(String(error));
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = files.get(url.pathname);
    if (!isOwn(request)) refuse(response, 403, 'Only pages of this server are answered.');
    else if (request.method === 'POST' && url.pathname === '/say') {
      await pages.hear(url.searchParams.get('page') ?? '', (await json(request)) as FromPage);
      response.writeHead(204).end();
    } else if (request.method !== 'GET') refuse(response, 405, 'Method Not Allowed');
    else if (url.pathname === '/events') pages.connect(url.searchParams, response);
    else if (url.pathname === '/workbook.xlsx') {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      response.writeHead(200, {
        'content-type': type,
        'content-disposition': attachment(host.workbook.title),
      });
      response.end(await host.workbook.toXlsx());
    } else if (file) sendFile(response, file);
    else refuse(response, 404, 'Not Found');
  }

  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        pages.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whether a request comes from a page of this server, not from some other site that the same browser shows. */
function isOwn({ headers: { host, origin } }: IncomingMessage): boolean {
  const isLoopback = /^(?:127\.0\.0\.1|localhost):\d+$/u.test(host ?? '');
  return isLoopback && (origin === undefined || origin === `http://${host ?? ''}`);
}

function sendFile(response: ServerResponse, { type, content }: ServedFile): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cache-control': 'no-store',
  });
  response.end(content);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}

/** The header that makes a browser save an answer under a name. */
function attachment(title: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`;
}

/** @returns the port that was free */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return listen(server, port + 1);
  }
}
