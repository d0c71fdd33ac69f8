import { PortalClient } from '../../src/portals/client';
import type { PortalRequest, Result } from '../../src/portals/request';
import { FakeNetwork, type Reply } from './fake-network';

/** A request to the sample portal about something, whose value repeats what it is about. */
export const requestAbout = (
  name: string,
  more: Partial<PortalRequest<string>> = {},
): PortalRequest<string> => ({
  portal: 'Sample Portal',
  url: `https://portal.example/users?vo=${name}`,
  parse: (body) => `${name}: ${body}`,
  ...more,
});
/** So many requests, about `vo0.`, `vo1.` ... */
export const requests = (count: number): PortalRequest<string>[] =>
  Array.from({ length: count }, (_, index) => requestAbout(`vo${index}.`));

/** A value, or the message of a failure. */
export const inWords = (result: Result<string> | undefined): string =>
  result === undefined ? 'nothing' : 'value' in result ? result.value : result.failure.message;
export const failed = (results: readonly Result<string>[]): Result<string>[] =>
  results.filter((result) => 'failure' in result);

/** What comes of requests to a portal that replies as it is told. */
export function fetchAll(
  asked: readonly PortalRequest<string>[],
  reply: (url: string, times: number) => Reply,
): { network: FakeNetwork; client: PortalClient; results: Result<string>[]; words: string[] } {
  const network = new FakeNetwork(reply);
  const client = new PortalClient(undefined, network);
  const results = client.fetchAll(asked);
  return { network, client, results, words: results.map(inWords) };
}
export const fine = (): Reply => ({});
export const timeout = (url: string): Reply => ({ error: `Timeout: ${url}` });
export const SILENT = 'The Sample Portal did not answer. It was asked at portal.example.';
export const KEY_REFUSED =
  'The API key was not accepted by the Sample Portal. Enter it again with OKR Stats > API key...';
