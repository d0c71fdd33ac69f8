/** Whether a script gave something that Google takes for a text. */
export function isTextual(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** The error for arguments that fit no form of a method, such as `MailApp.sendEmail`. */
export function signatureError(method: string, args: readonly unknown[]): Error {
  const types = args.map((value) => {
    if (value === null || value === undefined) return String(value);
    if (Array.isArray(value)) return 'number[]';
    return value.constructor.name;
  });
  return new Error(`The parameters (${types.join(',')}) don't match the method signature for ${method}.`);
}
