import { Failure } from '../../failure';
import type { Month, Period } from '../../domain/periods';
import { voKey } from '../../domain/vo-names';
import { ACCOUNTING_PORTAL, viewRequest } from './view-request';
import type { PortalClient } from '../client';
import { NotWhatWasAsked } from '../failures';
import { inAddress, attempt, type PortalRequest } from '../request';
import type { CpuAnswer, ViewScope, CpuResult, VosOfPeriod, AccountingSource, ViewChoices } from './source';

/** The portal's views: one request a scope and period. */
export class Views implements AccountingSource {
  readonly note = '';

  constructor(
    private readonly client: PortalClient,
    private readonly baseUrl: string,
    private readonly choices: ViewChoices,
    /** The present month. */
    private readonly thisMonth: Month,
  ) {}

  ofPeriods(scope: ViewScope, periods: readonly Period[]): CpuResult[] {
    return this.client.fetchAll(this.upcoming(scope, periods));
  }

  upcoming(scope: ViewScope, periods: readonly Period[]): PortalRequest<CpuAnswer | undefined>[] {
    return periods.map((period) => this.#request(scope, period));
  }

  ofVos(scope: ViewScope, asked: readonly VosOfPeriod[]): CpuResult[] {
    const requests = asked.map(({ period, vos }) =>
      attempt(() => this.#groupsOf(vos).map((group) => this.#requestOf(scope, period, group))),
    );
    const results = this.client.fetchAll(requests.flatMap((parts) => ('value' in parts ? parts.value : [])));
    return requests.map((parts) =>
      'value' in parts ? merged(results.splice(0, parts.value.length)) : parts,
    );
  }

  #request(scope: ViewScope, period: Period, voGroup = this.choices[scope].voGroup) {
    return viewRequest(this.baseUrl, { ...this.choices[scope], scope, voGroup }, period, this.thisMonth);
  }

  #requestOf(scope: ViewScope, period: Period, vos: readonly string[]): PortalRequest<CpuAnswer | undefined> {
    const request = this.#request(scope, period, `custom-${vos.map(inAddress).join(',')}`);
    return { ...request, parse: (body, head) => onlyThese(vos, request.parse(body, head)) };
  }

  /** The names in as few groups as keep an address acceptable. */
  #groupsOf(vos: readonly string[]): string[][] {
    const room = LONGEST_ADDRESS - this.baseUrl.length - LONGEST_REST;
    const groups: string[][] = [];
    let length = Infinity;
    for (const vo of vos) {
      const more = inAddress(vo).length + 1;
      if (more > room)
        throw new Failure(`"${vo}" is too long a name to ask the ${ACCOUNTING_PORTAL} for its hours.`);
      if (length + more > room) {
        groups.push([]);
        length = 0;
      }
      groups[groups.length - 1]?.push(vo);
      length += more;
    }
    return groups;
  }
}

/** Characters of an address; Google accepts 2,082. */
const LONGEST_ADDRESS = 2000;
/** Characters of a view's path without the names of VOs. */
const LONGEST_REST = 150;

/** An answer with others than were asked for is one to another request, and its Total would be wrong. */
function onlyThese(vos: readonly string[], answer: CpuAnswer | undefined): CpuAnswer | undefined {
  const asked = new Set(vos.map(voKey));
  const other = answer?.vos.find(({ name }) => !asked.has(voKey(name)));
  if (other)
    throw new NotWhatWasAsked(ACCOUNTING_PORTAL, `it holds VO "${other.name}", which was not asked for`);
  return answer;
}

/**
 * One result from those of parts: totals add up; one part that failed makes the whole fail. Where the portal has nothing
 * for one part, it has nothing for the whole: that may be a fault, and its VOs must not get 0 hours for it.
 */
function merged(parts: readonly CpuResult[]): CpuResult {
  const answers: CpuAnswer[] = [];
  for (const part of parts) {
    if ('failure' in part) return part;
    if (part.value) answers.push(part.value);
  }
  if (answers.length < parts.length) return { value: undefined };
  return {
    value: {
      total: answers.reduce((sum, { total }) => sum + total, 0),
      vos: answers.flatMap(({ vos }) => vos),
    },
  };
}
