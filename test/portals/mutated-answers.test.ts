import fc from 'fast-check';
import { makeWorld } from '../../local/portals/generated-world';
import { SamplePortals } from '../../local/portals/portals';
import { textOf } from '../../local/portals/responses';
import { Failure } from '../../src/failure';
import { viewRequest } from '../../src/portals/accounting/view-request';
import { voListRequest, voReportRequest, voUsersRequest } from '../../src/portals/operations';
import type { PortalRequest } from '../../src/portals/request';
import { cpuFigures } from '../../src/statistics/cpu-hours/figures';
import { periodOf } from '../../src/domain/periods';
import { usersOfPeriod } from '../../src/statistics/users/figures';
import { describeVariations } from '../../src/domain/variations';
import { isLong } from '../support/effort';
import { mutated, mutations } from '../support/mutations';

/** Answers a request; at least 10,000 over all of them. */
const ANSWERS = isLong ? 100_000 : 2_000;

const today = '2026-11-23';
const world = makeWorld({ today, vos: 6, firstMonth: '2026-07' });
const portals = new SamplePortals({ today, world });
const access = { url: portals.operationsUrl, apiKey: portals.apiKey };
const PERIOD = periodOf('2026-07');
const views = (scope: 'cloud' | 'egi') =>
  viewRequest(
    portals.accountingUrl,
    {
      scope,
      metric: scope === 'cloud' ? 'sum_elap_processors' : 'elap_processors',
      voGroup: 'egi',
      localJobs: 'onlyinfrajobs',
    },
    PERIOD,
    '2026-11',
  );

/** The right answer to a request. */
function rightBody({ url, headers = {} }: PortalRequest<unknown>): string {
  const request = { method: 'GET', url: 'X-API-Key' in headers ? url : `${url}?answer`, headers };
  return textOf(portals.handle(request));
}

/** Every number in a value that has been read, and everything that JSON could not hold. */
function leavesOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap(leavesOf);
}

/** Reads answers that are all damaged in another way, and looks at what comes of those that are taken. */
function readMutated<T>(request: PortalRequest<T>, lookAt: (value: T) => unknown): void {
  const right = rightBody(request);
  expect(() => request.parse(right)).not.toThrow();
  let taken = 0;
  const property = fc.property(mutations, (changes) => {
    let value: T;
    try {
      value = request.parse(mutated(right, changes));
    } catch (error) {
      if (error instanceof Failure) return;
      throw error;
    }
    taken++;
    for (const leaf of leavesOf([value, lookAt(value)])) {
      if (leaf === undefined || typeof leaf === 'string') continue;
      if (typeof leaf === 'number' && Number.isFinite(leaf) && leaf >= 0) continue;
      throw new Error(`a figure would be ${JSON.stringify(leaf)}`);
    }
  });
  fc.assert(property, { numRuns: ANSWERS, seed: 20261126 });
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(ANSWERS);
}

describe('whatever a portal answers, it is figures that are finite and not negative, or a failure in words', () => {
  it.each(['cloud', 'egi'] as const)('a view of %s', (scope) => {
    readMutated(views(scope), (answer) => {
      if (!answer) return [];
      const { cpuHours, vos, withAccounting, withoutAccounting } = cpuFigures(answer);
      return [cpuHours, vos, describeVariations(withAccounting, withoutAccounting)];
    });
  });

  it('the list of VOs', () => {
    readMutated(voListRequest(access), (vos) => vos);
  });

  it('the users of a VO', () => {
    readMutated(voUsersRequest(access, 'alice', '2026-07', '2026-11'), (users) => [
      usersOfPeriod(users, PERIOD),
      usersOfPeriod(users, periodOf('2026-10')),
    ]);
  });

  it('the changes of VOs', () => {
    readMutated(voReportRequest(access, PERIOD), (report) => report ?? []);
  });
});
