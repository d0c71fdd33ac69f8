// What formulas say of labels of periods that stand in cells, as src/domain/periods.ts writes them: pieces of formulas, in
// functions that Google Sheets, LibreOffice and Excel all compute, as src/sheets/formulas.ts has them.
import { GRANULARITIES, LABEL, periodsBetween } from './periods';

type Place = readonly [start: number, length: number];

const textPart = (cell: string, place: Place): string => `MID(${cell};${place.join(';')})`;
/** What stands in a label at a place, as a number; an error where it is none. */
const part = (cell: string, place: Place): string => `VALUE(${textPart(cell, place)})`;

/** Whether what a cell holds is as long as a label: quick, and enough where a figure must be found with it. */
export const isAsLongAsLabel = (cell: string): string => `LEN(${cell})=${LABEL.length}`;

/** What labels of the periods of a year have behind the year: ` .01-01 .02-02 ... .01-03 .04-06 ... .01-12 `. */
const MONTHS_OF_PERIODS = ` ${GRANULARITIES.flatMap((granularity) =>
  periodsBetween('2000-01', '2000-12', granularity).map(({ label }) => label.slice(LABEL.months[0] - 1)),
).join(' ')} `;

/**
 * Whether a cell holds the label of a month, quarter, half-year or year, as parsePeriod reads them. Shorter than 256
 * characters, which is what Excel takes as a rule for what may be entered.
 */
export const isPeriod = (cell: string): string =>
  `IFERROR(AND(${isAsLongAsLabel(cell)};${part(cell, LABEL.year)}>=1000;` +
  `FIND(" "&${textPart(cell, LABEL.months)}&" ";"${MONTHS_OF_PERIODS}")>0);FALSE)`;

/** How many months the period has whose label a cell holds. */
export const monthsOf = (cell: string): string => `(${part(cell, LABEL.last)}-${part(cell, LABEL.first)}+1)`;

/** The last month of the period whose label a cell holds, counted from year 0; an error or nonsense for other text. */
export const lastMonthOf = (cell: string): string =>
  `(${part(cell, LABEL.year)}*12+${part(cell, LABEL.last)})`;

/** The label of the same period a year before, as text. */
export const yearBefore = (cell: string): string =>
  `(LEFT(${cell};${LABEL.year[1]})-1)&${textPart(cell, LABEL.months)}`;

/** The label of the period before the one in a cell, as long as that. */
export function periodBefore(cell: string): string {
  const [first, last] = [textPart(cell, LABEL.first), textPart(cell, LABEL.last)];
  const isFirst = `${first}-1=0`;
  return (
    `(${textPart(cell, LABEL.year)}-IF(${isFirst};1;0))&"."&` +
    `TEXT(IF(${isFirst};12-(${last}-${first});${first}-(${last}-${first}+1));"00")&"-"&` +
    `TEXT(IF(${isFirst};12;${first}-1);"00")`
  );
}

/**
 * Whether a cell holds the label of a period that is not over yet, for conditional formats: as labels sort by time, it is
 * not before the first month of the running period. Nothing in it needs a separator.
 *
 * @param months how long the tab's periods are
 */
export function isRunningLabel(cell: string, months: number): string {
  const first = `(${months}*INT((MONTH(TODAY())-1)/${months})+1)`;
  const running = `YEAR(TODAY())&"."&INT(${first}/10)&RIGHT(${first})`;
  // Words sort behind all years.
  return `(${isAsLongAsLabel(cell)})*(${cell}>=${running})*(${cell}<"3")=1`;
}
