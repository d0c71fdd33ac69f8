import { createContext, runInContext } from 'node:vm';

/** Names of the functions that a script defines at its top level. Loading it must call no service. */
export function globalFunctions(bundle: string): string[] {
  const context = createContext({}) as Record<string, unknown>;
  runInContext(bundle, context, { filename: 'Code.js' });
  return Object.keys(context).filter((name) => typeof context[name] === 'function');
}
