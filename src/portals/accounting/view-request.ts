import * as v from 'valibot';
import { addMonths, monthsOf, type Month, type Period } from '../../domain/periods';
import { NotWhatWasAsked, UnexpectedAnswer } from '../failures';
import { checkShape, parseJson } from '../json';
import type { PortalRequest } from '../request';
import type { CpuAnswer, VoHours, ViewChoice } from './source';

export const ACCOUNTING_PORTAL = 'Accounting Portal';
/** The closing rows of a view, in the portal's order. */
const CLOSING_ROWS = ['Total', 'Percent', 'xlegend', 'ylegend', 'var'];

const hours = v.pipe(
  v.number('a number of hours is expected'),
  v.finite('a number of hours is expected'),
  v.minValue(0, 'hours cannot be negative'),
  // Beyond that a cell does not hold them exactly.
  v.maxValue(Number.MAX_SAFE_INTEGER, 'there are too many hours'),
);
/** Month cells are null where guarded clients have seen no figure; that is 0 hours of a listed VO. */
const monthCell = v.nullable(hours, null);
const voRow = v.objectWithRest(
  { id: v.string('a VO name is expected'), Total: hours, Percent: v.optional(v.unknown()) },
  monthCell,
  'a VO with its Total is expected',
);
const voRows = v.array(voRow);
const totalRow = v.looseObject({ id: v.literal('Total'), Total: hours }, 'a Total is expected');
const WHAT_IT_HOLDS = 'its metric and dimensions are expected';
const varRow = v.looseObject(
  {
    id: v.literal('var'),
    xrange: v.string(WHAT_IT_HOLDS),
    yrange: v.string(WHAT_IT_HOLDS),
    query: v.string(WHAT_IT_HOLDS),
  },
  WHAT_IT_HOLDS,
);
const rows = v.array(v.looseObject({ id: v.unknown() }, 'a row is expected'), 'a list of rows is expected');

/**
 * The request for the CPU/h of all VOs in one period.
 *
 * @param baseUrl address up to before `/cloud`
 * @param thisMonth the present month: an answer about all VOs must have a column for each month before it
 * @returns a request whose value is undefined when the portal has nothing for the period
 */
export function viewRequest(
  baseUrl: string,
  choice: ViewChoice,
  period: Period,
  thisMonth: Month,
): PortalRequest<CpuAnswer | undefined> {
  const months = [period.firstMonth, period.lastMonth].map((month) => month.replace('-', '/'));
  // The first JSON fills the slot of a benchmark, which hours do not have; the second is the format.
  const path = [
    choice.scope,
    choice.metric,
    'VO',
    'DATE',
    ...months,
    choice.voGroup,
    choice.localJobs,
    'JSON',
    'JSON',
  ];
  return {
    portal: ACCOUNTING_PORTAL,
    url: `${baseUrl}/${path.join('/')}/`,
    isCached: true,
    parse: (body) =>
      readView(body, choice.metric, period, isOfAll(choice) ? pastMonths(period, thisMonth) : []),
  };
}

/** Named VOs, or ten of them, may all have done nothing in a month, which then has no column; all VOs together do not. */
const isOfAll = ({ voGroup }: ViewChoice): boolean => ['egi', 'all'].includes(voGroup);

const pastMonths = (period: Period, thisMonth: Month): Month[] =>
  monthsOf(period).filter((month) => month < thisMonth);

/**
 * Something small that tells whether the views answer: two months, as no period has, so that it is told from all that is
 * asked for its figures.
 *
 * @param month the present one, which is not asked for
 */
export function probeRequest(
  baseUrl: string,
  choice: Omit<ViewChoice, 'scope'>,
  month: Month,
): PortalRequest<CpuAnswer | undefined> {
  const [firstMonth, lastMonth] = [addMonths(month, -2), addMonths(month, -1)];
  const period = { label: `${firstMonth} to ${lastMonth}`, firstMonth, lastMonth };
  // Whether it is a view is asked, and not whether its months are all there: so no month is past.
  return viewRequest(baseUrl, { ...choice, scope: 'cloud' }, period, firstMonth);
}

/**
 * Reads and checks a view of VOs by months.
 *
 * @param needed the months that must have a column
 * @returns undefined when it holds no figures; the portal then sends `[]`, null or nothing at all
 * @throws UnexpectedAnswer when anything in it does not add up
 * @throws NotWhatWasAsked when it is about other months, or not about all that are needed
 */
export function readView(
  body: string,
  metric: string,
  period: Period,
  needed: readonly Month[] = [],
): CpuAnswer | undefined {
  if (body.trim() === '') return undefined;
  const answer = parseJson(ACCOUNTING_PORTAL, body);
  if (answer === null || (Array.isArray(answer) && answer.length === 0)) return undefined;
  const { data, closing } = splitClosingRows(checkShape(ACCOUNTING_PORTAL, rows, answer));
  checkVar(closing, metric);
  const vos = checkShape(ACCOUNTING_PORTAL, voRows, data).map((row) => readVoRow(row, period));
  const total = readTotal(closing);
  if (vos.length === 0 && total === 0) return undefined;
  checkNames(vos);
  checkTotal(vos, total);
  checkMonths(closing, data, period, needed);
  return { total, vos };
}

type Row = v.InferOutput<typeof rows>[number];

/** The closing rows are told by their place after the data, because a VO may well be called Total or Percent. */
function splitClosingRows(all: readonly Row[]): { data: Row[]; closing: Row[] } {
  let start = all.length;
  let place = CLOSING_ROWS.length;
  while (start > 0) {
    const id = all[start - 1]?.id;
    const earlier = typeof id === 'string' ? CLOSING_ROWS.lastIndexOf(id, place - 1) : -1;
    if (earlier === -1) break;
    place = earlier;
    start--;
    if (place === 0) break;
  }
  return { data: all.slice(0, start), closing: all.slice(start) };
}

const closingRow = (closing: readonly Row[], id: string): Row => {
  const row = closing.find((candidate) => candidate.id === id);
  if (!row) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, `the row "${id}" after the VOs is missing`);
  return row;
};

function checkVar(closing: readonly Row[], metric: string): void {
  const { query, xrange, yrange } = checkShape(ACCOUNTING_PORTAL, varRow, closingRow(closing, 'var'));
  if (query === metric && xrange === 'DATE' && yrange === 'VO') return;
  throw new UnexpectedAnswer(
    ACCOUNTING_PORTAL,
    `it holds ${query} by ${yrange} and ${xrange}, but ${metric} by VO and DATE was asked for`,
  );
}

const isMonth = (text: unknown): text is Month => typeof text === 'string' && /^\d{4}-\d{2}$/.test(text);

/** Months without any hours have no column: for all VOs together that is a gap in the portal's data, not 0 hours. */
function checkMonths(
  closing: readonly Row[],
  data: readonly Row[],
  period: Period,
  needed: readonly Month[],
): void {
  const legend = closing.find(({ id }) => id === 'ylegend');
  const listed = Object.values(legend ?? {}).filter(isMonth);
  const other = listed.find((month) => month < period.firstMonth || month > period.lastMonth);
  if (other !== undefined)
    throw new NotWhatWasAsked(ACCOUNTING_PORTAL, `it is about ${other}, but ${period.label} was asked for`);
  const held = new Set(data.flatMap((row) => Object.keys(row)));
  const missing = needed.filter((month) => !held.has(month) || (legend && !listed.includes(month)));
  if (missing.length === 0) return;
  throw new NotWhatWasAsked(
    ACCOUNTING_PORTAL,
    `it has no hours of ${missing.join(', ')}, so it is not about all of ${period.label}`,
  );
}

const readTotal = (closing: readonly Row[]): number =>
  checkShape(ACCOUNTING_PORTAL, totalRow, closingRow(closing, 'Total')).Total;

function readVoRow({ id, Total, ...cells }: v.InferOutput<typeof voRow>, period: Period): VoHours {
  let sum = 0;
  for (const [month, cell] of Object.entries<unknown>(cells)) {
    if (month === 'Percent') continue;
    if (!isMonth(month) || month < period.firstMonth || month > period.lastMonth) {
      throw new NotWhatWasAsked(ACCOUNTING_PORTAL, `it has a column "${month}" outside ${period.label}`);
    }
    sum += typeof cell === 'number' ? cell : 0;
  }
  // The portal rounds the sum of unrounded cells to an integer.
  if (Math.abs(sum - Total) > 1) {
    throw new UnexpectedAnswer(
      ACCOUNTING_PORTAL,
      `the Total ${Total} of VO "${id}" is not the sum of its months`,
    );
  }
  return { name: id, hours: Total };
}

function checkNames(vos: readonly VoHours[]): void {
  const seen = new Set<string>();
  for (const { name } of vos) {
    if (name.trim() === '') throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'a VO has no name');
    if (seen.has(name)) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, `VO "${name}" is there twice`);
    seen.add(name);
  }
}

/** Every row's Total is rounded by itself, so the sum is a little off; more than an hour a row is too much. */
function checkTotal(vos: readonly VoHours[], total: number): void {
  const sum = vos.reduce((hoursSoFar, vo) => hoursSoFar + vo.hours, 0);
  if (Math.abs(sum - total) > vos.length) {
    throw new UnexpectedAnswer(
      ACCOUNTING_PORTAL,
      `its Total ${total} is not the sum ${sum} of its ${vos.length} VOs`,
    );
  }
}
