import type { FindingShown, KeyShown } from '../boundary';
import type { Notice } from './dom';
import { call } from './server';

/** Keeps a key, and asks the portal at once whether it accepts it. */
export async function saveAndCheck(
  key: string,
  share: boolean,
): Promise<{ readonly key: KeyShown; readonly finding: FindingShown }> {
  const saved = await call('panelSaveKey', key, share);
  return { key: saved, finding: await call('panelCheckKey') };
}

/** Asks both portals for something small, and says what they answer. */
export async function checkConnection(notice: Notice): Promise<void> {
  notice.say('Asking the portals...');
  try {
    notice.show(await call('panelCheckConnection'));
  } catch (error) {
    notice.say((error as Error).message, 'bad');
  }
}
