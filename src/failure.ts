/**
 * Something that kept a figure from being written, told in words that a spreadsheet user can act on: what happened and
 * what to do. Everything else that is thrown is a mistake in this program.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';
}
