import { ScriptError } from './errors';

/** Why google.script.run would not make the call; undefined if it would. */
export function panelRefusal(functionName: string, args: readonly unknown[]): ScriptError | undefined {
  if (functionName.endsWith('_')) return scriptError('Error', `Script function not found: ${functionName}`);
  const wrong = args.findIndex((value) => notJson(value, '') !== undefined);
  if (wrong < 0) return undefined;
  return scriptError('TypeError', `Failed due to illegal value in property: ${wrong}`);
}

/**
 * What the page gets of a function's result.
 * @throws ScriptError for what is not plain JSON: Google would lose it silently
 */
export function panelResult(functionName: string, returned: unknown): unknown {
  const place = notJson(returned, '');
  if (place !== undefined) {
    throw scriptError(
      'TypeError',
      `${functionName} returned a value that is not plain JSON at: result${place}`,
    );
  }
  return JSON.parse(JSON.stringify(returned ?? null)) as unknown;
}

/** @returns where the first part is that is not plain JSON, such as `[0].when`; undefined if all is */
function notJson(value: unknown, place: string): string | undefined {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean')
    return;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : place;
  if (Array.isArray(value)) return first(value.map((item, index) => notJson(item, `${place}[${index}]`)));
  if (typeof value !== 'object' || !isPlain(value)) return place;
  return first(Object.entries(value).map(([name, item]) => notJson(item, `${place}.${name}`)));
}

function isPlain(value: object): boolean {
  return (
    Object.prototype.toString.call(value) === '[object Object]' &&
    !('constructor' in value && value.constructor.name !== 'Object')
  );
}

function first(places: (string | undefined)[]): string | undefined {
  return places.find((place) => place !== undefined);
}

function scriptError(name: string, message: string): ScriptError {
  return new ScriptError({ name, message, stack: `${name}: ${message}` });
}
