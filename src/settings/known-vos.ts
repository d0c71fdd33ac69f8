import * as v from 'valibot';
import { looksLikeVo } from '../domain/vo-rows';
import { voKey } from '../domain/vo-names';
import { remembered } from '../google/property';

/** Of those remembered the oldest tenth goes first, where they do not fit. */
const property = remembered('vos', v.object({ names: v.array(v.string()) }), ({ names }) =>
  names.length === 0 ? undefined : { names: names.slice(Math.ceil(names.length / 10)) },
);

/**
 * The VOs that a list or an answer of the portals has named, now or before: a row of another name is a user's, such as a
 * sum. Names that look like those of VOs need not be remembered.
 */
export class KnownVos {
  readonly #names: Set<string>;
  #isChanged = false;

  constructor(private readonly spreadsheetId: string) {
    this.#names = new Set(property.load(spreadsheetId)?.names);
  }

  /** Whether a label names a VO. */
  readonly has = (label: string): boolean => looksLikeVo(label) || this.#names.has(voKey(label));

  add(names: readonly string[]): void {
    for (const name of names) {
      if (this.has(name)) continue;
      this.#names.add(voKey(name));
      this.#isChanged = true;
    }
  }

  save(): void {
    if (this.#isChanged) property.save(this.spreadsheetId, { names: [...this.#names] });
    this.#isChanged = false;
  }
}
