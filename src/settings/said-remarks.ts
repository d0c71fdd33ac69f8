import * as v from 'valibot';
import { remarkKey, remarkPeriod, stillHolds, type Asked } from '../domain/standing-remarks';
import { remembered } from '../google/property';

const entry = v.tuple([v.string(), v.string()]);
/** By statistic: keys of the remarks that have been made, each with the period that it is about. */
const said = v.object({ said: v.record(v.string(), v.array(entry)) });

/** Remarks that are remembered of one statistic, the newest. */
const MOST = 60;

/** The oldest third of each statistic goes first where they do not fit. */
const property = remembered('remarks', said, ({ said: all }) =>
  Object.values(all).every((entries) => entries.length === 0)
    ? undefined
    : {
        said: Object.fromEntries(
          Object.entries(all).map(([id, entries]) => [id, entries.slice(Math.ceil(entries.length / 3))]),
        ),
      },
);

/** The remarks that users have been told of already: what is forgotten is only told once more. */
export class SaidRemarks {
  readonly #said: v.InferOutput<typeof said>['said'];

  constructor(private readonly spreadsheetId: string) {
    this.#said = property.load(spreadsheetId)?.said ?? {};
  }

  /** Whether a remark on a statistic begins to hold now. */
  isNew(id: string, text: string): boolean {
    return !(this.#said[id] ?? []).some(([key]) => key === remarkKey(text));
  }

  /** Remembers what a refresh has remarked on a statistic, and forgets what holds no longer. */
  note(id: string, texts: readonly string[], asked: Asked): void {
    const now = new Map(texts.map((text) => [remarkKey(text), remarkPeriod(text)]));
    const kept = (this.#said[id] ?? []).filter(([key, period]) => !now.has(key) && stillHolds(period, asked));
    this.#said[id] = [...kept, ...now].slice(-MOST);
    property.save(this.spreadsheetId, { said: this.#said });
  }
}
