import * as v from 'valibot';
import { bestEffort } from '../google/best-effort';
import { remembered } from '../google/property';

/** Runs of rows or columns: where the first of them stands when all are there, from 0, and how many. */
const runs = v.array(v.tuple([v.number(), v.number()]));

const stored = v.object({
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

/**
 * The write that has begun and not ended, if there is one. What cannot be read cannot be undone; blank lines stay then, and
 * no figure is lost.
 */
export const unfinishedWrite = remembered('unfinishedWrite', stored);

/** Says that it has ended. Where that cannot be said, the next write finds nothing to undo. */
export const forgetUnfinished = (): void => {
  bestEffort(() => unfinishedWrite.clear());
};
