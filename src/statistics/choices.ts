import { describePeriods, readPeriod, type Period } from '../domain/periods';
import { fingerprint } from '../domain/fingerprint';
import type { ViewScope } from '../portals/accounting/source';
import type { Settings } from '../settings/settings';
import type { HeaderNote } from '../sheets/wanted';
import { choicesOf } from './accounting-source';
import { measuredOtherwise } from './period-gate';
import { isFrozen, type RefreshContext } from './statistic';

/** What each metric of the Accounting Portal measures. */
const METRICS: Readonly<Record<Settings['cloudMetric' | 'htcMetric'], string>> = {
  sum_elap_processors: 'Wall-clock hours x cores',
  elap_processors: 'Wall-clock hours x cores',
  sum_elap: 'Wall-clock hours',
  sumelap: 'Wall-clock hours',
  sumcpu: 'CPU hours',
};

const LOCAL_JOBS: Readonly<Record<Settings['localJobs'], string>> = {
  onlyinfrajobs: 'without local jobs',
  localinfrajobs: 'with local jobs',
  onlylocaljobs: 'local jobs alone',
};

/** What is remembered may be a word of an earlier version: then it stands for itself. */
const wordsFor = (words: Readonly<Record<string, string>>, one: string): string => words[one] ?? one;

/** Characters of a group of VOs that are remembered as they are. */
const LONGEST_GROUP = 30;
/** Stands for the group where VOs are asked for by name. */
const BY_NAME = '-';

/** The settings that decide which hours count, as they are remembered; views and dump are the same choice. */
export function choicesIn(settings: Settings, scope: ViewScope): string {
  const { metric, voGroup, localJobs } = choicesOf(settings)[scope];
  const group = voGroup.length <= LONGEST_GROUP ? voGroup : `custom-#${fingerprint(voGroup)}`;
  return [metric, group, localJobs, ...(settings.osg === 'in' ? ['osg'] : [])].join(' ');
}

/** The same where VOs are asked for by their names, so that the group of VOs decides nothing. */
export const choicesByName = (settings: Settings, scope: ViewScope): string =>
  choicesIn(settings, scope).replace(/ \S+ /, ` ${BY_NAME} `);

/** What each part of remembered choices is called, in their order. */
const IN_WORDS: readonly ((part: string) => string)[] = [
  (metric) => wordsFor(METRICS, metric),
  (group) => (group.includes('#') ? 'VOs of another list' : `VOs ${group}`),
  (localJobs) => wordsFor(LOCAL_JOBS, localJobs),
  (osg) => `${osg === '' ? 'without' : 'with'} OSG`,
];

/** In what choices differ from others, in words. */
function differenceOf(choices: string, others: string): string {
  const [parts, otherParts] = [choices.split(' '), others.split(' ')];
  return IN_WORDS.flatMap((inWords, index) => {
    const [part = '', other = ''] = [parts[index], otherParts[index]];
    return part === other ? [] : [inWords(part)];
  }).join(', ');
}

/** Where the figures of a tab were measured with which choices. */
interface Measured {
  readonly context: RefreshContext;
  /** The product's own name of the tab of quarters. */
  readonly tab: string;
  /** The present ones. */
  readonly choices: string;
}

/** Labels of the periods of a tab that are known to have been measured with another group of VOs. */
export function measuredOfOtherVos({ context, tab, choices }: Measured): ReadonlySet<string> {
  const groupOf = (all: string): string | undefined => all.split(' ')[1];
  const otherwise = measuredOtherwise(context, tab, choices);
  return new Set(
    otherwise.filter(([, others]) => groupOf(others) !== groupOf(choices)).map(([label]) => label),
  );
}

/** Begins the sentence about periods that were measured with other settings. */
const OTHERWISE = 'Measured with other settings than now: ';

/** Periods of a tab that were measured with other choices than the present ones, with these; '' for none. */
function otherwiseInWords({ context, tab, choices }: Measured, without: (label: string) => boolean): string {
  const labels = new Map<string, Period[]>();
  for (const [label, others] of measuredOtherwise(context, tab, choices)) {
    const period = readPeriod(label);
    if (!period || isFrozen(context.settings, label) || without(label)) continue;
    labels.set(others, [...(labels.get(others) ?? []), period]);
  }
  return [...labels]
    .map(([others, periods]) => `${describePeriods(periods)} (${differenceOf(others, choices)})`)
    .join(', ');
}

/** What to say of the periods in a tab that were measured with other settings than the present ones. */
export function otherChoices(measured: Measured): string[] {
  const periods = otherwiseInWords(measured, () => false);
  if (periods === '') return [];
  return [
    `${OTHERWISE}${periods}. They do not compare with the others; OKR Stats > Refresh history... measures them anew.`,
  ];
}

/** Ends what the header of hours says of itself. */
const SOURCE = 'Source: Accounting Portal, its own Total.';

/**
 * What the header of a column with hours says: by which metric they are measured, and which periods are not.
 *
 * @param what whose hours they are
 * @param settled labels of the periods that are going to be measured with the present choices, or never can be
 */
export function hoursNote(
  column: string,
  what: string,
  measured: Measured,
  settled: readonly string[],
): HeaderNote {
  const [metric = ''] = measured.choices.split(' ');
  const periods = otherwiseInWords(measured, (label) => settled.includes(label));
  return {
    column,
    text: `${wordsFor(METRICS, metric)} of ${what}. ${SOURCE}`,
    isText: (line) => line.endsWith(SOURCE),
    addition: periods === '' ? '' : `${OTHERWISE}${periods}.`,
    isAddition: (line) => line.startsWith(OTHERWISE),
    mayDiffer: measuredOtherwise(measured.context, measured.tab, measured.choices).length > 0,
  };
}
