import * as v from 'valibot';

/** Runs of rows or columns: where the first of them stands when all are there, from 0, and how many. */
const runs = v.array(v.tuple([v.number(), v.number()]));

const stored = v.object({
  spreadsheetId: v.string(),
  write: v.variant('kind', [
    v.object({ kind: v.literal('new tab') }),
    v.object({
      kind: v.literal('insertions'),
      sheetId: v.number(),
      /** Rows and columns of the tab before. */
      size: v.object({ rows: v.number(), columns: v.number() }),
      /** What is inserted, in this order. */
      rows: runs,
      columns: runs,
    }),
  ]),
});

/** A change of a tab's shape that may be cut off before the tab has its contents. */
export type UnfinishedWrite = v.InferOutput<typeof stored>['write'];

const PROPERTY = 'unfinishedWrite';

const documentProperties = (): GoogleAppsScript.Properties.Properties =>
  PropertiesService.getDocumentProperties();

/** The write that has begun and not ended, with the id of its spreadsheet; undefined when there is none. */
export function loadUnfinishedWrite(
  properties = documentProperties(),
): v.InferOutput<typeof stored> | undefined {
  const text = properties.getProperty(PROPERTY);
  if (text === null) return undefined;
  try {
    return v.parse(stored, JSON.parse(text));
  } catch {
    return undefined; // What it says cannot be undone; blank lines stay, and no figure is lost.
  }
}

export function saveUnfinishedWrite(
  spreadsheetId: string,
  write: UnfinishedWrite,
  properties = documentProperties(),
): void {
  properties.setProperty(PROPERTY, JSON.stringify({ spreadsheetId, write }));
}

export function clearUnfinishedWrite(properties = documentProperties()): void {
  properties.deleteProperty(PROPERTY);
}
