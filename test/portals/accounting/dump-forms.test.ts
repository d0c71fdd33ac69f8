import type { DumpForm } from '../../../local/portals/accounting-dump';
import { ROW_FORMS } from '../../../local/portals/dump-forms';
import { WIRE_FORMS } from '../../../local/portals/dump-wire';
import { SamplePortals } from '../../../local/portals/portals';
import { worldOf } from '../../../local/portals/world';
import { parsePeriod } from '../../../src/domain/periods';
import { Dump } from '../../../src/portals/accounting/dump';
import { DumpBook, RowsNotByTime } from '../../../src/portals/accounting/dump-book';
import { DumpCsv } from '../../../src/portals/accounting/dump-csv';
import type { DumpHours } from '../../../src/portals/accounting/dump-hours';
import { readDumpJson } from '../../../src/portals/accounting/dump-json';
import { attempt, unwrap } from '../../../src/portals/request';

/** The sample portal's dump in every form that the store behind it may hold and send, read as JSON and as CSV. */

const MONTHS = ['2026-04', '2026-05', '2026-06', '2026-07'];
const hours = (of: number): Record<string, number> =>
  Object.fromEntries(MONTHS.map((month, index) => [month, of * (index + 1) + 0.25]));
const world = worldOf({
  vos: [
    { name: 'atlas', cloudName: 'ATLAS', hours: { cloud: hours(100), htc: hours(5000), local: hours(40) } },
    { name: 'vo.access.egi.eu', hours: { cloud: hours(700), htc: hours(30) } },
    { name: 'a,b "c"=d', hours: { htc: hours(2) } },
    { name: 'other.org', listed: false, hours: { cloud: hours(9), htc: hours(9) } },
  ],
});
const PERIODS = ['2026.04-06', '2026.07-09'].flatMap((label) => parsePeriod(label) ?? []);
/** 100 * 6 + 0.75 and 700 * 6 + 0.75; 5000 * 6, 30 * 6 and 2 * 6, with 0.75 each; then four times as much a month. */
const [CLOUD, HTC] = [
  [4802, 3201],
  [30_194, 20_129],
];

function bodyOf(path: '/json' | '/csv', forms: readonly DumpForm[]): Buffer {
  const portals = new SamplePortals({ today: '2026-07-20', world });
  portals.dumpForms = forms;
  const request = { method: 'GET', url: `${portals.accountingUrl}${path}`, headers: {} };
  return Buffer.from(portals.handle(request).body as Uint8Array);
}

function readCsv(bytes: Buffer, piece: number): DumpHours {
  const text = bytes.toString('latin1');
  const read = (keepsAll: boolean): DumpHours => {
    const csv = new DumpCsv(new DumpBook(true, keepsAll));
    for (let at = 0; at < text.length; at += piece) csv.read(text.slice(at, at + piece));
    return csv.end();
  };
  try {
    return read(false);
  } catch (error) {
    if (!(error instanceof RowsNotByTime)) throw error;
    return read(true);
  }
}

/** Hours of both periods, or why there are none, in the cloud and in HTC; and what is said besides. */
function seen(read: () => DumpHours): { figures: (number | string | undefined)[][]; note: string } {
  const dump = attempt(read);
  const source = new Dump({
    choices: {
      cloud: { metric: 'sum_elap_processors', voGroup: 'egi', localJobs: 'onlyinfrajobs' },
      egi: { metric: 'elap_processors', voGroup: 'egi', localJobs: 'onlyinfrajobs' },
    },
    thisMonth: '2026-07',
    dump: () => unwrap(dump),
    egiVos: () => world.vos.filter(({ listed }) => listed).map(({ name }) => name),
    note: '',
    takesLarger: () => false,
  });
  const notes: string[] = [];
  const figures = (['cloud', 'egi'] as const).map((scope) => {
    const results = source.ofPeriods(scope, PERIODS, () => []);
    notes.push(source.note.trim());
    return results.map((result) => ('failure' in result ? result.failure.message : result.value?.total));
  });
  return { figures, note: notes.join('\n') };
}

/** The same dump as JSON, as CSV, and as CSV in pieces. */
const WAYS: readonly (readonly [string, (forms: readonly DumpForm[]) => () => DumpHours])[] = [
  ['JSON', (forms) => () => readDumpJson(bodyOf('/json', forms).toString())],
  ['CSV', (forms) => () => readCsv(bodyOf('/csv', forms), 1e6)],
  ['CSV in pieces', (forms) => () => readCsv(bodyOf('/csv', forms), 17)],
];

type Figure = number | RegExp;
const cut = /may have been cut off, so rows of 2026-06 and later may be missing/;
const twice = /atlas at \S+ in 2026-06 is there twice/i;
/** What is not just the right figures without a word: both periods in the cloud and in HTC, and what is said. */
const OTHERWISE: Partial<Record<DumpForm, { figures?: [Figure, Figure][]; said?: RegExp }>> = {
  'both names of the infrastructure': { said: /there twice .* counted once/ },
  'with and without ce': { said: /there twice .* counted once/ },
  'rows twice': { said: /2026\.04-06: 1 row with .* there twice .* counted once/ },
  'the same jobs twice': { said: /2026\.04-06: 1 row with .* (is|are) the same jobs twice/ },
  OSG: { said: /of the Open Science Grid \(OSG\) were left out/ },
  'a VO as a field': { said: /2 VOs with .* left out as not EGI's; .*a field/ },
  'rows of nobody': {
    said: /of no month, such as[^]*of a time before 2000[^]*of no known infrastructure, such as "Moon"[^]*of which the VO cannot be told[^]*of months to come/,
  },
  'rows twice with other hours': {
    figures: [
      [twice, 3201],
      [twice, 20_129],
    ],
  },
  'ce and another sum': {
    figures: [
      [/by computing element and together/, /by computing element and together/],
      [/by computing element and together/, /by computing element and together/],
    ],
  },
  'negative hours': {
    figures: [
      [/atlas at NEGATIVE in 2026-06: -10 hours/i, 3201],
      [/atlas at NEGATIVE in 2026-06: -10 hours/, 20_129],
    ],
  },
  'no hours': {
    figures: [
      [/atlas at NONE in 2026-06: 1 row without a number of hours/i, 3201],
      [/atlas at NONE in 2026-06: 1 row without/, 20_129],
    ],
  },
  cut: {
    figures: [
      [cut, cut],
      [cut, cut],
    ],
  },
  'an error': {
    figures: [
      [/it says "timeout"/, /it says "timeout"/],
      [/it says "timeout"/, /it says "timeout"/],
    ],
  },
};
/** Of these, JSON tells something that CSV cannot. */
const JSON_ALONE: Partial<Record<DumpForm, RegExp>> = {
  'cut in the result': /it says that it was cut off/,
  interrupted: /it says "query interrupted"/,
};

const FORMS: DumpForm[] = [...(Object.keys(ROW_FORMS) as (keyof typeof ROW_FORMS)[]), ...WIRE_FORMS];
/** Each form by itself, and the harmless ones together. */
const CASES = [
  ...FORMS.map((form) => [form] as DumpForm[]),
  ['both names of the infrastructure', 'groups', 'times in seconds'],
  ['without ce', 'several statements', 'name and tags', 'times in nanoseconds'],
  ['a VO as a field', 'documents, one a line', 'times with an offset'],
] as DumpForm[][];

describe.each(CASES.map((forms) => [forms.join(', '), forms] as const))('%s', (_, forms) => {
  it.each(WAYS)('%s: gives the right hours, or says why not', (way, read) => {
    const { figures, note } = seen(read(forms));
    const refusal =
      way === 'JSON' ? forms.map((form) => JSON_ALONE[form]).find((each) => each !== undefined) : undefined;
    const odd = forms.flatMap((form) => OTHERWISE[form] ?? []);
    const wanted: readonly (readonly Figure[])[] = refusal
      ? [
          [refusal, refusal],
          [refusal, refusal],
        ]
      : (odd[0]?.figures ?? [CLOUD, HTC]);
    figures.flat().forEach((figure, index) => {
      const should = wanted.flat()[index];
      if (should instanceof RegExp) expect(figure).toMatch(should);
      else expect(figure).toBe(should);
    });
    for (const { said } of odd) if (said) expect(note).toMatch(said);
    if (odd.length === 0 && !refusal)
      expect(note).toMatch(/^1 VO with .* left out .*\n1 VO with .* left out [^\n]*$/);
  });
});
