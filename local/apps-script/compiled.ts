import { buildSync } from 'esbuild';
import { join } from 'node:path';

/** Code of a worker thread, as Node starts it from text, and of the part of it that a script's context evaluates. */
export interface Compiled {
  readonly worker: string;
  readonly realm: string;
}

let compiled: Compiled | undefined;

/** Compiles the two files that run outside this thread, once a process: worker threads read no TypeScript. */
export function compile(): Compiled {
  compiled ??= {
    worker: bundle('worker.ts', 'cjs'),
    realm: `(() => { ${bundle('realm.ts', 'iife')} return realm; })()`,
  };
  return compiled;
}

function bundle(file: string, format: 'cjs' | 'iife'): string {
  const [output] = buildSync({
    entryPoints: [join(__dirname, file)],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format,
    ...(format === 'iife' && { globalName: 'realm' }),
  }).outputFiles;
  if (output === undefined) throw new Error(`esbuild gave nothing for ${file}.`);
  return output.text;
}
