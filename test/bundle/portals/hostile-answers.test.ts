import type { Fault } from '../../../local/portals/faults';
import { worldOf } from '../../../local/portals/world';
import { printableVoName, readVoList, voKey } from '../../../src/domain/vo-names';
import { isLong } from '../../support/effort';
import { hostileTexts } from '../../support/hostile-text';
import { addTab } from '../../support/taken-over-sheet';
import { CLOUD, DASHBOARD, HTC, SLAS, TestWorld, VO_CHANGES } from '../../support/world';

/** Names in one world, and how many worlds. */
const [NAMES, WORLDS] = [60, isLong ? 17 : 1];

/** Names that mean the same VO would be added up. */
const distinct = (texts: readonly string[]): string[] => [
  ...new Map(
    texts.filter((text) => text.trim() !== '').map((text) => [voKey(printableVoName(text)), text]),
  ).values(),
];
const texts = distinct(hostileTexts(4_000)).slice(0, NAMES * WORLDS);

const month = { '2026-10': 10, '2026-11': 10 };
const worldOfNames = (names: readonly string[]) =>
  worldOf({
    vos: names.map((name) => ({
      name,
      registered: 2,
      total: 4,
      hours: { cloud: month, htc: month },
      users: month,
    })),
    changes: names.slice(0, 30).map((vo) => ({ vo, status: 'Production', date: '2026-10-03' })),
  });

/** Formulas and values that a text from outside has become. */
function misread(test: TestWorld): string[] {
  return test.titles().flatMap((title) => {
    const range = test.sheet(title).getDataRange();
    const formulas = range.getFormulas().flat();
    // Sums are the product's own; dashboard and key results have formulas of their own, which show no text from outside.
    const own = [DASHBOARD, 'Key results'].includes(title)
      ? /^(?!=(1|$|IMPORT)).*$/
      : /^=SUM\([A-Z0-9:,]+\)$/;
    const foreign = formulas.filter((formula) => formula !== '' && !own.test(formula));
    const dates = range
      .getValues()
      .slice(1)
      .flat()
      .filter((value) => typeof value === 'object');
    return [...foreign, ...dates.map(String)].map((text) => `${title}: ${text.slice(0, 80)}`);
  });
}

/** The log shows when a refresh was, which is a date that the product writes. */
const withoutTimes = (found: readonly string[]): string[] =>
  found.filter((each) => !/^OKR (Run log|Dashboard): \w{3} \w{3} \d\d 20/.test(each));

describe.each(Array.from({ length: WORLDS }, (_, index) => index))('hostile texts, part %s', (index) => {
  const names = texts.slice(index * NAMES, (index + 1) * NAMES);
  const test = new TestWorld({
    firstPeriod: '2026.10-12',
    world: worldOfNames(names),
    tabRows: NAMES + 30,
    statistics: ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes', 'sla-cloud'],
  });
  addTab(test, SLAS, [
    ['Customer', 'VO name', 'Status', 'Start', 'End', 'HTC', 'Cloud'],
    ...names
      .slice(0, 15)
      .map((name) => [
        `'${name}`,
        `'${printableVoName(name)}`,
        'FINALIZED',
        "'01 Oct 2020",
        "'31 Dec 2029",
        '',
        '10 cores',
      ]),
  ]);

  it('as names of VOs and customers become no formula, no date and no other list of VOs', async () => {
    expect(names).toHaveLength(NAMES);
    expect(texts.some((text) => text.length > 50_000) && texts.some((text) => /\p{Cs}/u.test(text))).toBe(
      true,
    );
    const results = await test.refresh();
    expect(results.slice(0, 4).map(({ result }) => result)).toEqual(['done', 'done', 'done', 'done']);
    expect(withoutTimes(misread(test))).toEqual([]);
    const wanted = names.map((name) => voKey(printableVoName(name))).sort();
    for (const title of [CLOUD, HTC]) {
      const list = String(test.cell(title, '2026.10-12', 'List of active VOs')).replace(/^'/, '');
      expect(readVoList(list).map(voKey).sort()).toEqual(wanted);
      expect(test.rows(title)['2026.10-12']?.[2]).toBe(NAMES);
    }
  });

  it('as bodies of errors become no formula and no date in any tab or log, and leave the figures as they are', async () => {
    const before = test.snapshot();
    const bodies = hostileTexts(1_000).slice(index * 40);
    const sent = (status: number): Fault => ({
      kind: 'response',
      make: () => ({
        status,
        headers: [['Content-Type', 'application/json']],
        body: bodies.shift() ?? 'no more',
      }),
    });
    for (const status of [200, 400, 500]) {
      test.portals.faults.clear();
      test.portals.faults.add({ match: /egi/, fault: sent(status) });
      const results = await test.refresh();
      expect(results.map(({ result }) => result)).not.toContain('done');
      expect(test.snapshot()).toEqual(before);
      expect(withoutTimes(misread(test))).toEqual([]);
    }
    expect(test.titles()).toEqual(expect.arrayContaining([CLOUD, VO_CHANGES]));
  });
});
