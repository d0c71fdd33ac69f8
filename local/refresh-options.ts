import { parseArgs } from 'node:util';
import { STATISTIC_IDS } from '../src/statistics/registry';
import { isOnByDefault } from '../src/settings/definitions';
import { checkSettings, type Settings } from '../src/settings/settings';
import { GRANULARITIES, HISTORIES, periodOf, type History } from '../src/domain/periods';
import type { StatisticId } from '../src/domain/catalogue';

/** What `npm run refresh` was asked to do. */
export interface LocalRefresh {
  readonly workbook: string | undefined;
  readonly export: string | undefined;
  readonly calls: string | undefined;
  readonly apiKey: string | undefined;
  /** `2026-11-23`; the real day without it. */
  readonly today: string | undefined;
  readonly statistics: readonly StatisticId[];
  readonly history: History;
  readonly dryRun: boolean;
  /** Settings of this run alone, such as the portals' addresses. */
  readonly settings: Partial<Settings>;
}

/** Something on the command line that cannot be understood; the message says what to write instead. */
export class WrongOption extends Error {}

export const USAGE = `npm run refresh -- [options]

  --workbook FILE          spreadsheet to refresh, .json (lossless) or .xlsx (docs/files.md); opened if it exists, saved at the end
  --export FILE.xlsx       save it as .xlsx besides; a --workbook that cannot be written back then stays as it is
  --accounting-url URL     Accounting Portal, address up to before /cloud; the sample portal without it
  --operations-url URL     Operations Portal, address up to before /vo-list; the sample portal without it
  --api-key KEY            API key for the Operations Portal, or in the environment as OKR_API_KEY
  --today YYYY-MM-DD       the day to take for today
  --history [missing|all]  only the periods that are missing, or all from the first one on
  --first-period PERIOD    where history starts, such as ${periodOf('2020-01').label}
  --granularities LIST     periods besides quarters, with tabs of their own: some of month,half-year,year
  --statistics LIST        some of ${STATISTIC_IDS.join(',')}
  --source SOURCE          where CPU/h come from: views, dump, or auto for whichever the portal has
  --dry-run                show what would change, write nothing
  --calls FILE.json        count the calls to the portals and to the spreadsheet`;

const OPTIONS = {
  workbook: { type: 'string' },
  export: { type: 'string' },
  'accounting-url': { type: 'string' },
  'operations-url': { type: 'string' },
  'api-key': { type: 'string' },
  today: { type: 'string' },
  history: { type: 'string' },
  'first-period': { type: 'string' },
  granularities: { type: 'string' },
  statistics: { type: 'string' },
  source: { type: 'string' },
  'dry-run': { type: 'boolean' },
  calls: { type: 'string' },
} as const;

/**
 * Reads the command line.
 *
 * @throws WrongOption
 */
export function readRefreshOptions(args: readonly string[], environment: NodeJS.ProcessEnv): LocalRefresh {
  const values = parse(args);
  return {
    workbook: file(values.workbook, ['.json', '.xlsx'], '--workbook'),
    export: file(values.export, ['.xlsx'], '--export'),
    calls: file(values.calls, ['.json'], '--calls'),
    apiKey: values['api-key'] ?? environment.OKR_API_KEY,
    today: day(values.today),
    statistics:
      values.statistics === undefined
        ? STATISTIC_IDS.filter(isOnByDefault)
        : namesIn(values.statistics, STATISTIC_IDS, '--statistics'),
    history: history(values.history),
    dryRun: values['dry-run'] ?? false,
    settings: settings({
      accountingUrl: values['accounting-url'],
      operationsUrl: values['operations-url'],
      firstPeriod: values['first-period'],
      granularities: granularities(values.granularities),
      source: values.source,
    }),
  };
}

/** `--history` may stand alone, which node's own parser does not know. */
function parse(args: readonly string[]) {
  const complete = args.flatMap((arg, index) => {
    const next = args[index + 1];
    return arg === '--history' && (next === undefined || next.startsWith('--')) ? [arg, 'missing'] : [arg];
  });
  try {
    return parseArgs({ args: complete, options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new WrongOption(error instanceof Error ? error.message : String(error));
  }
}

function file(name: string | undefined, endings: readonly string[], option: string): string | undefined {
  if (name === undefined || endings.some((ending) => name.endsWith(ending))) return name;
  throw new WrongOption(`${option} "${name}": give a file that ends in ${endings.join(' or ')}.`);
}

function day(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = new Date(`${text}T12:00:00Z`);
  // A day that does not exist is either no date at all, or taken for one of the next month.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !isNaN(+date) && date.toISOString().startsWith(text);
  if (!isDay) throw new WrongOption(`--today "${text}": give a day such as 2026-11-23.`);
  if (date.getUTCFullYear() > LAST_YEAR || date.getUTCFullYear() < FIRST_YEAR)
    throw new WrongOption(`--today "${text}": give a day from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  return text;
}

/** Years that a spreadsheet's figures can be of. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** The names of a list with commas, each of which must be known. */
function namesIn<Name extends string>(list: string, known: readonly Name[], option: string): Name[] {
  return list.split(',').map((entered) => {
    const name = known.find((each) => each === entered.trim());
    if (!name) throw new WrongOption(`${option} "${entered}": choose from ${known.join(', ')}.`);
    return name;
  });
}

/** As the settings have them, which need not be told of quarters. */
function granularities(list: string | undefined): Record<string, true> | undefined {
  if (list === undefined) return undefined;
  const names = namesIn(list, GRANULARITIES, '--granularities').filter((name) => name !== 'quarter');
  return Object.fromEntries(names.map((name) => [name, true]));
}

function history(name: string | undefined): History {
  if (name === undefined) return 'recent';
  const known = HISTORIES.find((candidate) => candidate === name);
  if (!known) throw new WrongOption(`--history "${name}": say missing or all.`);
  return known;
}

/** The product's own check decides, so that the command line takes what the settings take. */
function settings(given: Readonly<Record<string, unknown>>): Partial<Settings> {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  try {
    const checked = Object.entries(checkSettings(Object.fromEntries(named)));
    return Object.fromEntries(checked.filter(([name]) => given[name] !== undefined));
  } catch (error) {
    throw new WrongOption(error instanceof Error ? error.message : String(error));
  }
}
