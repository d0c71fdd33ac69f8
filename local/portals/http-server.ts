import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SamplePortals } from './portals';

export interface PortalServer {
  /** The address up to before `/cloud`. */
  readonly accountingUrl: string;
  /** The address up to before `/vo-list`. */
  readonly operationsUrl: string;
  close(): Promise<void>;
}

/**
 * Serves the sample portals over HTTP on 127.0.0.1, both at one port. Delays take real time; `dns` and `unavailable`
 * break the connection.
 * @param options.port 0, the default, takes a free one
 */
export async function startHttpServer(
  portals: SamplePortals,
  options: { readonly port?: number } = {},
): Promise<PortalServer> {
  const server = createServer((request, response) => {
    serve(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accountingUrl = `${own}/accounting`;
  const operationsUrl = `${own}/operations/api`;
  /** Addresses of this server and those the portals believe to have, the more particular ones first. */
  const addresses = [
    [accountingUrl, portals.accountingUrl],
    [operationsUrl, portals.operationsUrl],
    [own, new URL(portals.accountingUrl).origin],
  ] as const;

  function portalsAddress(url: string): string {
    const [base, theirs] = addresses.find(([prefix]) => url.startsWith(prefix)) ?? addresses[2];
    return theirs + url.slice(base.length);
  }

  function ownAddress(location: string): string {
    const [base, theirs] = addresses.find(([, prefix]) => location.startsWith(prefix)) ?? ['', ''];
    return base + location.slice(theirs.length);
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const outcome = portals.answer({
      method: request.method ?? 'GET',
      url: portalsAddress(own + (request.url ?? '/')),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
    });
    if (outcome.kind === 'hang') return;
    if (outcome.kind !== 'response') {
      request.socket.destroy();
      return;
    }
    const { status, headers, body } = outcome.response;
    const timer = setTimeout(() => {
      for (const [name, value] of headers) {
        response.appendHeader(name, name.toLowerCase() === 'location' ? ownAddress(value) : value);
      }
      response.writeHead(status).end(body);
    }, outcome.delayMilliseconds);
    response.on('close', () => {
      clearTimeout(timer);
    });
  }

  return {
    accountingUrl,
    operationsUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
