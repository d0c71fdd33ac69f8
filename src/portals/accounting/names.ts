/** A text that shares no memory with another: V8 keeps the whole text from which one was cut. */
export const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** Keeps each name of a large text once. */
export class Names {
  readonly #kept = new Map<string, string>();

  /** @param read what a cell means, where that is not what stands in it */
  constructor(private readonly read: (cell: string) => string = (cell) => cell) {}

  kept(cell: string): string {
    let kept = this.#kept.get(cell);
    if (kept === undefined) {
      kept = copyOf(this.read(cell)).trim();
      this.#kept.set(copyOf(cell), kept);
    }
    return kept;
  }
}
