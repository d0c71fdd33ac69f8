import { Failure } from '../failure';
import { Views } from '../portals/accounting/views';
import { downloadDump } from '../portals/accounting/dump-download';
import { ACCOUNTING_PORTAL, probeRequest } from '../portals/accounting/view-request';
import { Dump } from '../portals/accounting/dump';
import { isAbsent, isOtherSource, UnexpectedAnswer } from '../portals/failures';
import { attempt, unwrap } from '../portals/request';
import type { Settings } from '../settings/settings';
import type { AnsweringSource } from '../settings/state';
import type { RefreshContext } from './statistic';
import { askVoList } from './vo-list';
import { monthOfDay, monthsOf, readPeriod } from '../domain/periods';
import type { AccountingSource, CpuResult, ViewChoices } from '../portals/accounting/source';

type Context = Pick<
  RefreshContext,
  'settings' | 'state' | 'client' | 'today' | 'history' | 'accepts' | 'apiKey'
>;

/** Milliseconds for which the source that has answered is believed to answer. */
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
  let chosen: AccountingSource | undefined;
  const source = (): AccountingSource => (chosen ??= chooseSource(context(), now));
  const forgetIfGone = (outcomes: CpuResult[]): CpuResult[] => {
    const isGone = (outcome: CpuResult): boolean => 'failure' in outcome && isOtherSource(outcome.failure);
    if (outcomes.length > 0 && outcomes.every(isGone)) context().state.accountingSource = undefined;
    return outcomes;
  };
  return {
    get note() {
      return source().note;
    },
    ofPeriods: (...asked) => forgetIfGone(source().ofPeriods(...asked)),
    ofVos: (...asked) => forgetIfGone(source().ofVos(...asked)),
    // To choose it may take a request of its own, which has its turn.
    upcoming: (...asked) => chosen?.upcoming(...asked) ?? [],
  };
}

function chooseSource(context: Context, now: number): AccountingSource {
  const { settings, state, client, today } = context;
  const { source, accountingUrl: url } = settings;
  const views = new Views(client, url, choicesOf(settings), monthOfDay(today));
  const dump = once(() => attempt(() => downloadDump(client, url, settings.osg === 'out')));
  const accepted = new Set(
    settings.largerHours.flatMap((label) => readPeriod(label) ?? []).flatMap(monthsOf),
  );
  const vos = once(() => attempt(() => egiVos(context)));
  const dumpBecause = (why: string): AccountingSource =>
    new Dump({
      choices: choicesOf(settings),
      thisMonth: monthOfDay(today),
      dump: () => unwrap(dump()),
      egiVos: () => unwrap(vos()),
      note: `Source: the Accounting Portal's dump${why}.`,
      takesLarger: (month) => accepted.has(month),
    });
  const remember = (source: AnsweringSource['source']): void => {
    state.accountingSource = { url, source, since: now };
  };

  if (source !== 'auto') return source === 'views' ? views : dumpBecause('');
  const known = state.accountingSource;
  if (known?.url === url && now >= known.since && now < known.since + REMEMBERED) {
    return known.source === 'views' ? views : dumpBecause(INSTEAD);
  }
  const [probe] = client.fetchAll([probeRequest(url, choicesOf(settings).cloud, monthOfDay(today))]);
  if (probe && 'value' in probe) remember('views');
  else if (probe && isOtherSource(probe.failure)) {
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
    return [...listed.map(({ name }) => name), ...furtherVos];
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

/**
 * Why "nothing" as the answer for a period is more likely a fault than a fact.
 *
 * @param old the total that the tab has of the period
 * @returns undefined when there may well be no hours yet
 */
export function doubtAboutNothing(
  isPeriodRunning: boolean,
  old: number | undefined,
): UnexpectedAnswer | undefined {
  if (isPeriodRunning && !old) return undefined;
  const doubt = isPeriodRunning ? 'there were some before' : 'the period is over';
  return new UnexpectedAnswer(ACCOUNTING_PORTAL, `it holds no hours, although ${doubt}`);
}
