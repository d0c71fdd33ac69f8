import * as esbuild from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file that the server gives to browsers. */
export interface ServedFile {
  readonly type: string;
  readonly content: string;
}

const CLIENT = path.join(__dirname, 'client');

let built: Promise<ReadonlyMap<string, ServedFile>> | undefined;

/** What browsers load, by its path. It is built once a process. */
export function clientFiles(): Promise<ReadonlyMap<string, ServedFile>> {
  return (built ??= build());
}

/** The page, its script and style, and the script inside panels and dialogs. */
async function build(): Promise<ReadonlyMap<string, ServedFile>> {
  const { outputFiles } = await esbuild.build({
    entryPoints: {
      page: path.join(CLIENT, 'main.ts'),
      'google-script': path.join(CLIENT, 'google-script.ts'),
    },
    bundle: true,
    write: false,
    outdir: CLIENT,
    format: 'iife',
    target: 'es2022',
    // The spreadsheet library's build for browsers is a global variable, not a module.
    mainFields: ['module', 'main'],
    loader: { '.xml': 'text' },
    logLevel: 'warning',
  });
  const files = outputFiles.map((file): [string, ServedFile] => {
    const type = file.path.endsWith('.css') ? 'text/css' : 'text/javascript';
    return [`/${path.basename(file.path)}`, { type, content: file.text }];
  });
  const page = await readFile(path.join(CLIENT, 'page.html'), 'utf8');
  return new Map([['/', { type: 'text/html', content: page }], ...files]);
}
