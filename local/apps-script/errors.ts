/** An error that the script did not catch. `name`, `message` and `stack` are the script's. */
export class ScriptError extends Error {
  constructor(thrown: { readonly name: string; readonly message: string; readonly stack: string }) {
    super(thrown.message);
    this.name = thrown.name;
    this.stack = thrown.stack;
  }
}

/** The execution was ended from outside, at its time limit or by a test: the script noticed nothing. */
export class ExecutionDied extends Error {
  override readonly name = 'ExecutionDied';

  constructor(message = 'Exceeded maximum execution time') {
    super(message);
  }
}

/** Something is wrong with the emulation or with the test that uses it, not with the script. */
export class EmulationFault extends Error {
  override readonly name = 'EmulationFault';
}
