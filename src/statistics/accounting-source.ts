import { Failure } from '../failure';
import { Views } from '../portals/accounting/views';
import { downloadDump } from '../portals/accounting/dump-download';
import { probeQuestion } from '../portals/accounting/view-request';
import { Dump } from '../portals/accounting/dump';
import { isAbsent, isOtherFace } from '../portals/failures';
import { outcomeOf, valueOf } from '../portals/request';
import type { Settings } from '../settings/settings';
import type { AccountingFace } from '../settings/state';
import { type RefreshContext } from './statistic';
import { askVoList } from './vo-list';
import { monthOfDay } from '../domain/periods';
import type { AccountingSource, CpuOutcome, ViewChoices } from '../portals/accounting/source';

type Context = Pick<RefreshContext, 'settings' | 'state' | 'asker' | 'today' | 'history' | 'apiKey'>;

/** Milliseconds for which the face that has answered is believed to answer. */
const REMEMBERED = 24 * 3_600_000;

/** What the settings ask of the Accounting Portal. */
export const choicesOf = ({ cloudMetric, htcMetric, voGroup, localJobs }: Settings): ViewChoices => ({
  cloud: { metric: cloudMetric, voGroup, localJobs },
  egi: { metric: htcMetric, voGroup, localJobs },
});

/**
 * Where the CPU/h of a refresh come from, found out when the first of them are asked for.
 *
 * @param context of the refresh, not looked at before
 * @param now the present time, in milliseconds since 1970
 */
export function accountingSource(context: () => Context, now = Date.now()): AccountingSource {
  const source = once(() => chooseSource(context(), now));
  const forgetIfGone = (outcomes: CpuOutcome[]): CpuOutcome[] => {
    const isGone = (outcome: CpuOutcome): boolean => 'failure' in outcome && isOtherFace(outcome.failure);
    if (outcomes.length > 0 && outcomes.every(isGone)) context().state.accountingFace = undefined;
    return outcomes;
  };
  return {
    get note() {
      return source().note;
    },
    ofPeriods: (...asked) => forgetIfGone(source().ofPeriods(...asked)),
    ofVos: (...asked) => forgetIfGone(source().ofVos(...asked)),
  };
}

function chooseSource(context: Context, now: number): AccountingSource {
  const { settings, state, asker, today } = context;
  const { source, accountingUrl: url } = settings;
  const views = new Views(asker, url, choicesOf(settings));
  const dump = once(() => outcomeOf(() => downloadDump(asker, url)));
  const vos = once(() => outcomeOf(() => egiVos(context)));
  const dumpBecause = (why: string): AccountingSource =>
    new Dump({
      choices: choicesOf(settings),
      thisMonth: monthOfDay(today),
      dump: () => valueOf(dump()),
      egiVos: () => valueOf(vos()),
      note: `Source: the Accounting Portal's dump${why}.`,
    });
  const remember = (face: AccountingFace['face']): void => {
    state.accountingFace = { url, face, since: now };
  };

  if (source !== 'auto') return source === 'views' ? views : dumpBecause('');
  const known = state.accountingFace;
  if (known?.url === url && now >= known.since && now < known.since + REMEMBERED) {
    return known.face === 'views' ? views : dumpBecause(INSTEAD);
  }
  const [probe] = asker.askAll([probeQuestion(url, choicesOf(settings).cloud, monthOfDay(today))]);
  if (probe && 'value' in probe) remember('views');
  else if (probe && isOtherFace(probe.failure)) {
    const downloaded = dump();
    if ('value' in downloaded) remember('dump');
    // Where there is no dump either, the views say best what is wrong.
    return 'failure' in downloaded && isAbsent(downloaded.failure) ? views : dumpBecause(INSTEAD);
  }
  return views;
}

const INSTEAD = ', because its views do not answer as they should';

/** The VOs of the Operations Portal's list, and those that the settings name. */
function egiVos(context: Context): string[] {
  const { operationsUrl: url, furtherVos } = context.settings;
  try {
    const listed = askVoList(context, { url, apiKey: context.apiKey() });
    return [...listed.map(({ name }) => name), ...furtherVos.split(', ')];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      "The Accounting Portal's dump does not say which VOs are EGI's, and the list of VOs is not to be had: " +
        error.message,
    );
  }
}

/** Does a work when its result is first wanted, and keeps that. */
function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}
