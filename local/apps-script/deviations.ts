/**
 * Ways in which Google might behave otherwise than these services usually do: nobody has tried them in a live sheet.
 * Each can be switched on, so that what a script makes of it can be tried, too.
 */
export const deviations = {
  'american formulas':
    'Formulas are read with commas and decimal points in every locale, semicolons too, and are given back with commas.',
  'semicolons refused': 'A semicolon makes a formula unreadable.',
  'unreadable formats refused': 'A conditional format with a formula that cannot be read is refused.',
  'unreadable validations refused': 'A validation with a formula that cannot be read is refused.',
  'periods become dates': 'A text such as 2020.01-03 is read as a date, also where the number format is @.',
  'text format ignored':
    'Texts are read as typed also where the number format is @: 1-2 is a date, +1 a number.',
  'equals stays text': 'A text such as =A1 stays a text where the number format is @.',
  'apostrophes stay': 'An apostrophe before a text is part of it.',
  'date formats give way':
    'A number that is written into a cell with the format of a date makes the format automatic.',
  'formats not read back': 'The number format of each cell is read as automatic.',
  'refused late':
    'What refuses a write tells of it only at flush, at the next read, or at the end of the execution.',
  'tabs stay': 'No tab can be deleted.',
  'no tab by id': 'No tab is found by its id.',
  'notes lost': 'Notes are not there when they are read back.',
  'widths not read back': 'Each column is read to be as wide as a new one.',
  'chart options lost': 'The options of a chart are not there when it is read back.',
  'charts of one tab': 'A chart takes only cells of the tab of its first ones.',
  'conditional formats lost': 'Conditional formats are not there when they are read back.',
  'named ranges stay': 'The named range of a cell that was deleted is that of the cell that took its place.',
  'named ranges fail': 'To ask for the named range of a cell that was deleted is an error.',
  'large values refused': 'A property holds 8,000 bytes at most.',
  'cache forgets': 'Nothing that is put into the cache is found there again.',
  'unknown hosts answer':
    'A host that does not exist fails its own request, with status 404, and not the whole batch.',
  'faults name no address': 'The error of a batch does not say which address it is about.',
  'timeouts ignored': 'A request waits 360 seconds for its answer, whatever its timeoutSeconds.',
  'timeouts refused': 'A request with the option timeoutSeconds is refused.',
  'ranges ignored': 'A request for a range of bytes is sent without it.',
  'one-off triggers late': 'A trigger that fires once does so a quarter of an hour later than it should.',
  'one-off triggers disabled': 'A trigger that fires once never does.',
  'triggers tell no user': 'In a trigger nobody is told whose rights it has.',
} as const;

export type Deviation = keyof typeof deviations;

/** Those that are switched on. */
export type Deviations = ReadonlySet<Deviation>;
