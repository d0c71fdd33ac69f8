import { Failure } from '../failure';
import { voListRequest, type OperationsAccess, type Vo } from '../portals/operations';
import type { RefreshContext } from './statistic';

/** A VO list shorter than this part of the last good one is more likely a fault than a wave of closures. */
const SMALLEST_PART = 0.8;

/** Whether a VO list is too short to be believed. Lengths are numbers of VOs; 0 before: nothing to compare with. */
export const isVoListDoubtful = (length: number, lastGoodLength: number): boolean =>
  length === 0 || length < SMALLEST_PART * lastGoodLength;

/** The production VOs, and remembers how many there are; a list too short to be believed is a failure. */
export function askVoList(
  { client, accepts, state }: Pick<RefreshContext, 'client' | 'accepts' | 'state'>,
  access: OperationsAccess,
): Vo[] {
  const vos = client.fetch(voListRequest(access));
  const isWanted = accepts('VOs listed', vos.length) && vos.length > 0;
  if (!isWanted && isVoListDoubtful(vos.length, state.voListLength)) {
    throw new Failure(
      `The Operations Portal lists ${vos.length} VOs, but listed ${state.voListLength} before. ` +
        'If that is right, choose OKR Stats > Refresh history...',
    );
  }
  state.voListLength = vos.length;
  return vos;
}
