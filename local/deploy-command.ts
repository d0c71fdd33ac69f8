import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Pushes the built bundle to the Apps Script project that .clasp.json names. */
export function deployCommand(): number {
  // clasp allows comments in .clasp.json, so the id is looked for rather than parsed.
  const hasScriptId = /"scriptId"\s*:\s*"[^"]+"/.test(readFileSync('.clasp.json', 'utf8'));
  if (!hasScriptId) {
    console.error(
      [
        '.clasp.json names no Apps Script project yet. Do this once:',
        '  npx clasp login',
        '  npx clasp create-script --type sheets --title "OKR Stats"     (a new spreadsheet), or',
        '  npx clasp create-script --parentId SPREADSHEET_ID --title "OKR Stats"     (an existing one)',
        'Then run npm run deploy again.',
      ].join('\n'),
    );
    return 2;
  }
  // Without -f, clasp skips the push in silence when the manifest has changed and nobody is there to ask.
  return spawnSync('npx', ['clasp', 'push', '-f'], { stdio: 'inherit' }).status ?? 1;
}
