import { periodOf } from '../domain/periods';

/** A label that is tried. */
export const A_LABEL = periodOf('2020-01').label;

/** What is known of the spreadsheet before anything is judged. */
export interface Facts {
  /** Whether the comma is the decimal sign of its locale. */
  readonly hasDecimalComma: boolean;
}

/** Something that the product leans on, and that only a live spreadsheet can tell. */
interface Point {
  /** What should hold, as a sentence. */
  readonly statement: string;
  /** What is seen when it does: any of these. */
  readonly expected: readonly string[] | ((facts: Facts) => readonly string[]);
  /** What it means, above all for the figures, when something else is seen. */
  readonly meaning: string;
}

const HARMLESS = 'Nothing for the figures';
const LOOKS = 'The figures are right all the same';

/** In the order of the report; what is seen of each is found out by the files beside this one. */
export const POINTS = {
  semicolon: {
    statement: 'A formula with semicolons between its arguments is read.',
    expected: ['1'],
    meaning:
      "formulas of the dashboard and of Key results show errors. The statistics' own tabs hold no formulas: their figures are right.",
  },
  comma: {
    statement:
      'A formula with commas between its arguments is read only where the comma is not the decimal sign.',
    expected: ({ hasDecimalComma }) => (hasDecimalComma ? ['#ERROR!'] : ['1']),
    meaning: `${HARMLESS}: OKR Stats writes semicolons.`,
  },
  decimalPoint: {
    statement: 'A decimal point in a formula is read only where the point is the decimal sign.',
    expected: ({ hasDecimalComma }) => (hasDecimalComma ? ['#ERROR!'] : ['1']),
    meaning: `${HARMLESS}: OKR Stats writes fractions such as 7/10.`,
  },
  formulaBack: {
    statement: "A formula is given back with the separators of the spreadsheet's locale.",
    expected: ({ hasDecimalComma }) => [hasDecimalComma ? 'semicolons' : 'commas'],
    meaning: `${HARMLESS}: formulas are compared without their separators.`,
  },
  conditionalFormat: {
    statement: 'A conditional format with a formula is kept.',
    expected: ['kept'],
    meaning: `${LOOKS}, but the running period is not grey and statuses have no colours.`,
  },
  unreadableFormat: {
    statement: 'A conditional format whose formula cannot be read is taken, and never true.',
    expected: ['taken'],
    meaning:
      'a new tab cannot be made should its conditional format not be understood; the refresh then says so.',
  },
  validation: {
    statement: 'A validation with a formula is kept.',
    expected: ['kept'],
    meaning: `${LOOKS}, but wrong entries in Key results and SLAs are not marked while they are typed.`,
  },
  unreadableValidation: {
    statement: 'A validation whose formula cannot be read is taken, and marks nothing.',
    expected: ['taken'],
    meaning: 'the tabs Key results and SLAs cannot be made should a validation not be understood.',
  },
  textFormat: {
    statement: 'The number format of a cell can be read back.',
    expected: ['@'],
    meaning:
      'every write formats cells of text anew, which takes longer and overwrites formats that users have set.',
  },
  periodText: {
    statement: `The label of a period, ${A_LABEL}, stays text where the format is @.`,
    expected: [`the text ${A_LABEL}`],
    meaning: 'rows are not found by their period. Do not refresh: report this first.',
  },
  rangeText: {
    statement: 'The text 1-2 stays text where the format is @.',
    expected: ['the text 1-2'],
    meaning:
      'names of VOs that look like dates or numbers would be changed. Report this before you rely on lists of VOs.',
  },
  plusText: {
    statement: 'The text +1 stays text where the format is @.',
    expected: ['the text +1'],
    meaning: 'names of VOs that begin with + would be changed. Report this before you rely on lists of VOs.',
  },
  equalsText: {
    statement: 'The text =A1 becomes a formula also where the format is @.',
    expected: ['a formula'],
    meaning: `${HARMLESS}: texts from outside never begin with = when they are written.`,
  },
  apostrophe: {
    statement: 'An apostrophe before a text keeps it text, and is no part of it.',
    expected: ['the text =A1'],
    meaning: `${LOOKS}, but names of VOs that begin with = or + show an apostrophe. They are found all the same.`,
  },
  dateFormat: {
    statement: 'A figure in a cell that is formatted as a date is read back as a date.',
    expected: ['a date'],
    meaning: `${HARMLESS}: a column that users format as dates is read as numbers all the same.`,
  },
  refusal: {
    statement: 'A write that is refused is refused at once.',
    expected: ['at the call'],
    meaning: `${HARMLESS}: a refresh waits until Google has done everything before a write counts.`,
  },
  note: {
    statement: 'Notes are there when they are read back.',
    expected: ['there'],
    meaning: `${LOOKS}, but each refresh writes its notes again, and "Last update on" may be missing.`,
  },
  width: {
    statement: 'The width of a column is read back as it was set.',
    expected: ['155'],
    meaning: `${LOOKS}; columns may be wider or narrower than planned.`,
  },
  chart: {
    statement: 'The options of a chart are there when it is read back.',
    expected: ['there'],
    meaning: `${LOOKS}, but charts of the dashboard lose their title when they grow by a period.`,
  },
  chartOfTabs: {
    statement: 'A chart draws cells of two tabs.',
    expected: ['two tabs'],
    meaning: `${LOOKS}, but charts of the dashboard do not show the targets of key results.`,
  },
  tabById: {
    statement: 'A tab is found by its id.',
    expected: ['found'],
    meaning: 'a tab that users rename is not found, and a new one is made beside it. Do not rename tabs.',
  },
  namedRange: {
    statement: 'The name of a cell that was deleted leads nowhere.',
    expected: ['nowhere'],
    meaning:
      'after the row with the tick has been deleted, another cell may start a refresh, or the tick cannot be set up again.',
  },
  tabDeleted: {
    statement: 'A tab can be deleted.',
    expected: ['deleted'],
    meaning:
      'the hidden tab "OKR Stats is checking" stays, and so would a tab that was not finished. Delete it yourself.',
  },
  largeValue: {
    statement: 'A property holds 9,000 bytes.',
    expected: ['kept'],
    meaning:
      'a refresh cannot remember all that it must when it is cut off; statistics that are left are found missing by the next one.',
  },
  cache: {
    statement: 'What is put into the cache is found there again.',
    expected: ['found'],
    meaning:
      'progress is not shown, Cancel does not work, and a refresh that is continued asks the portals again.',
  },
  unknownHost: {
    statement:
      'A host that does not exist makes the whole batch of requests fail, and the error names its address.',
    expected: ['fails and names it'],
    meaning:
      'a refresh finds out by asking again which of its requests has failed, which takes longer. No figure is lost.',
  },
  timeoutOption: {
    statement: 'A request may say after how many seconds to give up.',
    expected: ['accepted'],
    meaning: 'no portal can be asked: nothing is refreshed. Report this.',
  },
  views: {
    statement: 'The Accounting Portal answers with its views or with its dump.',
    expected: ['answers'],
    meaning: 'CPU/h cannot be refreshed now; the old figures stay. See Check connection.',
  },
  operations: {
    statement: 'The Operations Portal can be reached.',
    expected: ['answers'],
    meaning: 'users and changes of VOs cannot be refreshed now; the old figures stay. See Check connection.',
  },
  byteRange: {
    statement: 'Of a large file a part can be asked for.',
    expected: ['a part'],
    meaning: 'a dump of more than 50 MB cannot be read. Smaller ones can, and views need no parts.',
  },
  triggerTime: {
    statement: 'A trigger that fires once fires within three minutes of its time.',
    expected: ['in time'],
    meaning:
      'a refresh that takes longer than six minutes goes on later, or only with the next refresh. No figure is wrong.',
  },
  triggerUser: {
    statement: 'A trigger runs as whoever set it, and is told so.',
    expected: ['as the same person'],
    meaning: 'a refresh that is continued may lack the API key, and says so.',
  },
  timeout: {
    statement: 'A request to an address where nobody answers ends within 20 seconds when 5 are allowed.',
    expected: ['ends'],
    meaning:
      'a portal that is silent can use up the six minutes of a refresh, which then goes on by itself. No figure is wrong.',
  },
} as const satisfies Record<string, Point>;

export type PointId = keyof typeof POINTS;

/** What was seen of a point; or why it could not be tried. */
export type Observation = { readonly seen: string } | { readonly untried: string };
export type Observations = Partial<Record<PointId, Observation>>;

/** What is said of one point. */
export interface Verdict {
  readonly id: PointId;
  /** Null where it could not be tried. */
  readonly isGood: boolean | null;
  readonly sentence: string;
}

/** Judges what was seen, in the order of the points; those that nobody has looked at are left out. */
export const judge = (observations: Observations, facts: Facts): Verdict[] =>
  (Object.keys(POINTS) as PointId[]).flatMap((id) => {
    const observation = observations[id];
    return observation === undefined ? [] : [verdictOf(id, observation, facts)];
  });

function verdictOf(id: PointId, observation: Observation, facts: Facts): Verdict {
  const { statement, expected, meaning }: Point = POINTS[id];
  if ('untried' in observation) {
    return { id, isGood: null, sentence: `Could not be tried: ${statement} ${observation.untried}` };
  }
  const wanted = typeof expected === 'function' ? expected(facts) : expected;
  if (wanted.includes(observation.seen)) return { id, isGood: true, sentence: `As expected: ${statement}` };
  const expectation = wanted.join(' or ');
  return {
    id,
    isGood: false,
    sentence: `NOT SO: ${statement} Seen: ${observation.seen} (expected: ${expectation}). That means: ${meaning}`,
  };
}
