import { RunningClock } from '../../local/apps-script/clock';
import { Workbook } from '../../local/apps-script/workbook/workbook';
import { openByHand } from '../../local/by-hand';
import { keepScriptState, LOCAL_USER, startLocalScript } from '../../local/local-script';
import { makeWorld } from '../../local/portals/generated-world';
import { SamplePortals } from '../../local/portals/portals';
import { enterSampleAgreements } from '../../local/sample-agreements';
import { enterSampleKeyResults } from '../../local/sample-key-results';
import type { ResultInWords } from '../../src/reports/describe-result';

const today = new Date().toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
const portals = new SamplePortals({
  today,
  world: makeWorld({ today, vos: 15, firstMonth: `${year - 1}-07` }),
});
const settings = { firstPeriod: `${year - 1}.07-09`, granularities: { 'half-year': true } };

/** Refreshes a workbook from the sample portals. @returns what has changed, in words; '' for nothing */
export async function refresh(workbook: Workbook): Promise<string> {
  const host = await startLocalScript({
    workbook,
    clock: new RunningClock(),
    portals,
    settings,
    apiKey: portals.apiKey,
  });
  const results = (await host.run('runRefresh', { origin: 'panel', args: [{ how: 'command line' }] })
    .result) as ResultInWords[];
  keepScriptState(host, settings);
  const failed = results.filter(({ result }) => result !== 'done');
  if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join('\n'));
  return results.flatMap(({ title, changes }) => (changes === '' ? [] : [`${title}: ${changes}`])).join(' ');
}

/** A workbook with everything that a refresh writes, and key results. */
export async function ownWorkbook(): Promise<Workbook> {
  const workbook = Workbook.create();
  const byHand = openByHand(workbook, new RunningClock(), LOCAL_USER);
  enterSampleAgreements(byHand);
  await refresh(workbook);
  enterSampleKeyResults(byHand, today);
  await refresh(workbook);
  return workbook;
}

/** How many of the things that a workbook has, by kind. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

/** What there is in a workbook, each with its place. */
export function inventoryOf(workbook: Workbook): Inventory {
  const { getters } = workbook.model;
  const data = workbook.model.exportData();
  const found: Record<string, string[]> = {
    'figures, texts': [],
    notes: [],
    charts: [],
    rules: [],
    choices: [],
    panes: [],
    names: getters.getNamedRanges().map(({ name }) => name),
  };
  const add = (kind: string, ...words: readonly unknown[]): void => void found[kind]?.push(words.join(' '));
  for (const { id, name, figures, conditionalFormats, dataValidationRules, panes } of data.sheets) {
    for (const cell of getters.getCells(id)) {
      const { value } = getters.getEvaluatedCell(getters.getCellPosition(cell.id));
      const { col, row } = getters.getCellPosition(cell.id);
      const shown = typeof value === 'number' ? value.toPrecision(12) : value;
      if (value !== null && value !== '') add('figures, texts', name, col, row, shown);
    }
    for (const { data: text } of workbook.attachments('note', id)) add('notes', name, text);
    for (const { tag } of figures) add('charts', name, tag);
    for (const { rule, ranges } of conditionalFormats) add('rules', name, rule.type, ranges);
    for (const { ranges } of dataValidationRules) add('choices', name, ranges);
    if (panes && panes.xSplit + panes.ySplit > 0) add('panes', name, panes.xSplit, panes.ySplit);
  }
  return found;
}

/** `all`, `none`, or how many of them there still are. */
export function share(before: readonly string[], after: readonly string[]): string {
  const left = [...after];
  const kept = before.filter((each) => {
    const place = left.indexOf(each);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
  if (kept.length === before.length) return 'all';
  return kept.length === 0 ? 'none' : `${kept.length} of ${before.length}`;
}
