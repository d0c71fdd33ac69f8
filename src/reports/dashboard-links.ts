import { STATISTIC_TITLES, TAB_TITLES } from '../domain/catalogue';
import { GRANULARITIES } from '../domain/periods';
import { quotedText } from '../sheets/formulas';
import type { Tabs } from '../sheets/tabs';
import { FORMAT, formula, type Content, type Section } from './dashboard-content';
import {
  HISTORY_ID,
  HISTORY_TITLE,
  ID as KEY_RESULTS_ID,
  TITLE as KEY_RESULTS_TITLE,
} from './key-results-layout';
import { RUN_LOG } from './run-log';

/** As users know what stands in the tabs, by the product's own names of these; the words in a link. */
const NAMES: Readonly<Record<string, string>> = {
  ...TAB_TITLES,
  ...STATISTIC_TITLES,
  [KEY_RESULTS_ID]: KEY_RESULTS_TITLE,
  [HISTORY_ID]: HISTORY_TITLE,
  'run-log': RUN_LOG,
};

/** What a tab with figures has a row per. */
const ROWS_OF: Readonly<Record<keyof typeof TAB_TITLES, 'period' | 'VO' | 'other'>> = {
  'cloud-cpu': 'period',
  'cloud-cpu-by-vo': 'VO',
  'htc-cpu': 'period',
  'htc-cpu-by-vo': 'VO',
  users: 'VO',
  'okr-users': 'period',
  'vo-changes': 'period',
  'sla-cloud': 'period',
  'sla-htc': 'period',
  slas: 'other',
  'by-discipline': 'other',
};
const tabsWith = (rows: string): string[] =>
  Object.entries(ROWS_OF).flatMap(([id, per]) => (per === rows ? [id] : []));
const [BY_PERIOD, BY_VO] = [tabsWith('period'), tabsWith('VO')];
const OTHERS = [KEY_RESULTS_ID, HISTORY_ID, ...tabsWith('other'), 'run-log'];

/** How an address within a spreadsheet begins that leads to a tab; its id follows. */
const TAB_ADDRESS = '#gid';

/** A row is as wide as the widest, so that all of them are written at once. */
const WIDTH = Math.max(BY_PERIOD.length, BY_VO.length, OTHERS.length);

/**
 * Links to the product's tabs, which are many where months and years are switched on. A refresh leaves them alone: they
 * have the ids of the tabs, which another refresh may have made anew.
 */
export function linksSection(tabs: Tabs, isMending: boolean): Section {
  const lengths = GRANULARITIES.filter((each) => each !== 'quarter');
  // What is always there comes first, so that rows that come later stand below it.
  const rows: [label: string, ids: string[]][] = [
    ['General', OTHERS],
    ['By quarter', BY_PERIOD],
    ['By quarter and VO', BY_VO],
    ...lengths.flatMap((length): [string, string[]][] => [
      [`By ${length}`, BY_PERIOD.map((id) => `${id}.${length}`)],
      [`By ${length} and VO`, BY_VO.map((id) => `${id}.${length}`)],
    ]),
  ];
  return {
    id: 'links',
    header: ['Tabs', 'Open'],
    lines: rows.flatMap(([label, ids]): Section['lines'][number][] => {
      const made = ids.filter((id) => tabs.hasMade(id));
      if (!isMending || made.length === 0) return [];
      return [[label, ...Array.from({ length: WIDTH }, (_, index) => linkTo(tabs, made[index]))]];
    }),
    formatsOf: () => Array.from({ length: WIDTH + 1 }, () => FORMAT.any),
  };
}

function linkTo(tabs: Tabs, id: string | undefined): Content {
  const sheetId = id === undefined ? undefined : tabs.idOf(id);
  if (id === undefined || sheetId === undefined) return formula('""');
  const [tab = ''] = id.split('.');
  return formula(`HYPERLINK(${quotedText(`${TAB_ADDRESS}=${sheetId}`)};${quotedText(NAMES[tab] ?? tab)})`);
}
