import { enterSampleAgreements } from '../../../local/sample-agreements';
import type { DumpForm } from '../../../local/portals/accounting-dump';
import { fault, type Fault, type FaultRule } from '../../../local/portals/faults';
import { isLong } from '../../support/effort';
import { restated } from '../../support/restated';
import { DASHBOARD, RUN_LOG, TestWorld } from '../../support/world';
import type { StatisticId } from '../../../src/domain/catalogue';

/** The vo-list of the other portal ends alike. */
const JSON_FILE = 'accounting.egi.eu/json';
/** A dump that says that it is too large for one answer, so that it is read in parts. */
const LARGE_DUMP: FaultRule = {
  match: JSON_FILE,
  fault: fault.status(206, { headers: [['Content-Range', 'bytes 0-1023/60000000']], body: '{"results":[' }),
};

/** What the dump may hold and how it may come, which must make no difference. */
const FORMS_OF_JSON: readonly DumpForm[] = [
  'with and without ce',
  'both names of the infrastructure',
  'OSG',
  'rows twice',
  'documents, one a line',
  'times with an offset',
];
const FORMS_OF_CSV: readonly DumpForm[] = [
  'without ce',
  'the same jobs twice',
  'rows of nobody',
  'name and tags',
  'times in nanoseconds',
];

/** An address that is asked, whose statistic it is, and how a message names what was asked for. A new endpoint is one line. */
type Endpoint = readonly [
  name: string,
  match: string,
  StatisticId,
  culprit: RegExp,
  circumstances?: readonly FaultRule[],
  forms?: readonly DumpForm[],
];
const ENDPOINTS: readonly Endpoint[] = [
  [
    'a period of Cloud CPU/h',
    '/cloud/sum_elap_processors/VO/DATE/2026/04/2026/06/',
    'cloud-cpu',
    /^2026\.04-06: /,
  ],
  ['a period of HTC CPU/h', '/egi/elap_processors/VO/DATE/2026/04/2026/06/', 'htc-cpu', /^2026\.04-06: /],
  ['the list of VOs', '/vo-list/json', 'users', /Operations Portal/],
  ['the users of a VO', '&vo=alice', 'users', /^alice: /],
  ['the changes of a period', '/egi-reports/vo?start_date=2026-04-01', 'vo-changes', /^2026\.04-06: /],
  [
    'the agreements of a period in the cloud',
    '/cloud/sum_elap_processors/VO/DATE/2026/04/2026/06/custom-',
    'sla-cloud',
    /^2026\.04-06: /,
  ],
  [
    'the agreements of a period in HTC',
    '/egi/elap_processors/VO/DATE/2026/04/2026/06/custom-',
    'sla-htc',
    /^2026\.04-06: /,
  ],
  ['the dump in one answer', JSON_FILE, 'htc-cpu', /dump/, [], FORMS_OF_JSON],
  ['the dump in parts', '/csv', 'cloud-cpu', /dump/, [LARGE_DUMP], FORMS_OF_CSV],
];

/** Whether it is asked again after the fault, so that nothing is amiss when it passes. */
type IsPassing = boolean;

const FAULTS: readonly (readonly [name: string, Fault, IsPassing])[] = [
  ['DNS error', fault.dns, true],
  ['address unavailable', fault.unavailable, true],
  ['no answer', fault.hang, true],
  ['an answer after 20 s', fault.delay(20_000), true],
  ['HTTP 429 with Retry-After', fault.status(429, { headers: [['Retry-After', '9']] }), true],
  ['HTTP 500', fault.status(500), true],
  ['HTTP 503', fault.status(503), true],
  ['a web page', fault.html, false],
  ['half an answer', fault.truncated, false],
  ['other types', fault.body('{"data":7,"users":"many","report":[1]}'), false],
  ['nothing', fault.empty, false],
  // With a key no redirect is followed: it means that the key is not accepted.
  ['redirects without an end', fault.redirectLoop, false],
  ['an answer of more than 50 MB', fault.tooLarge, false],
];

const TIMES = [1, 2, Infinity];

/** Writes that Google takes, and refuses only at flush or the next read. */
const REFUSED = ['no write', 'the first write', 'every write'] as const;

const ALL = ENDPOINTS.flatMap((endpoint, e) =>
  FAULTS.flatMap(([name, sent, isPassing], f) =>
    TIMES.flatMap((times, t) =>
      REFUSED.map((refused, r) => ({
        endpoint,
        name,
        sent,
        isPassing,
        times,
        refused,
        isInSample: (e + f) % 2 === 0 && (e + f + t) % TIMES.length === 0 && (e + t) % REFUSED.length === r,
      })),
    ),
  ),
);
/** All of them in the long form, else one of eighteen: each endpoint meets every other fault, and each fault every other endpoint. */
const CASES = ALL.filter(({ isInSample }) => isLong || isInSample).map(
  (each) =>
    [
      each.endpoint[0],
      each.name,
      each.times === Infinity ? 'always' : `${each.times} times`,
      each.refused,
      each,
    ] as const,
);

/** What Google says of a write that it refuses, in a language that nobody has tried. */
const REFUSAL = '変更を保存できませんでした。';
/** Lets Google refuse the writes of a refresh, but for those into the run log and onto the dashboard. */
function refuse(test: TestWorld, refused: (typeof REFUSED)[number]): void {
  let writes = 0;
  const refuses = ({ name }: { readonly name: string }): boolean =>
    name === 'Range.setValues' &&
    (refused === 'every write' || (refused === 'the first write' && writes++ === 0));
  test.host.fates = { lateRefusal: { message: REFUSAL, refuses } };
}

/** Requests that asking one of them again may cost: its batch taken apart, and two more rounds. */
const MOST_MORE_REQUESTS = 60;
/** Milliseconds that any fault of one endpoint may cost. */
const LONGEST = 90_000;

const old = new TestWorld({ vos: 10 });
enterSampleAgreements(old.spreadsheet);
const changes = ['2026-02-03', '2026-05-04', '2026-08-05'].map((date) => ({
  vo: 'vo.new.eu',
  status: 'Production',
  date,
}));
const others = restated(old.world);
const world = {
  ...others,
  changes: [...others.changes, ...changes].sort((a, b) => (a.date < b.date ? -1 : 1)),
};
/** The old sheet when the portals have other figures, under the circumstances of an endpoint. */
function later([, , , , circumstances = [], forms]: Endpoint): TestWorld {
  const settings = { firstPeriod: '2025.10-12', source: 'dump' };
  const test = old.later({ world, ...(forms && { settings }) });
  test.portals.dumpForms = forms ?? [];
  test.portals.faults.add(...circumstances);
  return test;
}

/** What a refresh without faults makes of the old sheet, by endpoint. */
const right = new Map<Endpoint, { readonly good: TestWorld; readonly goodMessage: string }>();
beforeAll(async () => {
  await old.refresh({ statistics: [...new Set(ENDPOINTS.map(([, , statistic]) => statistic))] });
  for (const endpoint of ENDPOINTS) {
    const good = later(endpoint);
    const { result, message } = await good.refreshOne(endpoint[2]);
    expect([endpoint[0], result]).toEqual([endpoint[0], 'done']);
    right.set(endpoint, { good, goodMessage: message });
  }
}, 180_000);

/** What cells hold: of formulas, which follow from old and right figures alike, their texts. */
const cellsOf = (test: TestWorld): [place: string, held: unknown][] =>
  test
    .titles()
    .filter((title) => title !== RUN_LOG && title !== DASHBOARD)
    .flatMap((title) => {
      const formulas = test.sheet(title).getDataRange().getFormulas();
      return test.values(title).flatMap((row, r) =>
        row.map((value, c): [string, unknown] => {
          const formula = formulas[r]?.[c] ?? '';
          return [`${title} ${r} ${c} ${String(row[0])}`, formula === '' ? value : formula];
        }),
      );
    });

it.each(CASES)(
  '%s, answered by %s %s, while %s is refused at flush: each figure is the old or the right one, and what failed is named',
  async (...args) => {
    const { endpoint, sent, isPassing, times, refused } = args[4];
    const [, match, id, culprit] = endpoint;
    const { good, goodMessage = '' } = right.get(endpoint) ?? {};
    if (!good) throw new Error(`no right figures of ${id}`);
    const test = later(endpoint);
    test.portals.faults.add({ match, fault: sent, times });
    if (refused !== 'no write') refuse(test, refused);
    const start = test.clock.now();
    const { result, message } = await test.refreshOne(id);

    const before = new Map(cellsOf(old));
    const wanted = new Map(cellsOf(good));
    const cells = cellsOf(test);
    const isRight = cells.every(([place, value]) => value === wanted.get(place));
    expect(cells.map(([place]) => place)).toEqual([...before.keys()]);
    // Sums and comparisons follow from both old and right figures.
    const derived = /^OKR Users | TOTAL$/;
    const invented = cells.filter(
      ([place, value]) => value !== before.get(place) && value !== wanted.get(place) && !derived.test(place),
    );
    expect(invented).toEqual([]);
    expect(cells.filter(([place, value]) => value === '' && before.get(place) !== '')).toEqual([]);

    const isPassed = isPassing && times < Infinity;
    if (refused === 'every write') {
      expect(cells.filter(([place, value]) => value !== before.get(place))).toEqual([]);
      if (isPassed && !isRight)
        expect([result, message]).toEqual(['failed', expect.stringContaining(REFUSAL)]);
    } else if (isPassed) expect([result, message, isRight]).toEqual(['done', goodMessage, true]);
    // Where an old figure stays, something is said.
    if (result === 'done' && message === goodMessage) expect(isRight).toBe(true);
    if (result !== 'done') {
      if (!message.includes(REFUSAL)) expect(message).toMatch(culprit);
      expect(message).toMatch(/The old figures are kept\.$/m);
    }
    expect(test.calls.portal.total).toBeLessThanOrEqual(good.calls.portal.total + MOST_MORE_REQUESTS);
    expect(test.clock.now() - start).toBeLessThanOrEqual(LONGEST);
  },
);
