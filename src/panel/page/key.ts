import type { FindingShown, KeyShown } from '../boundary';
import { call } from './server';

/** Keeps a key, and asks the portal at once whether it accepts it. */
export async function saveAndCheck(
  key: string,
  share: boolean,
): Promise<{ readonly key: KeyShown; readonly finding: FindingShown }> {
  const saved = await call('panelSaveKey', key, share);
  return { key: saved, finding: await call('panelCheckKey') };
}
