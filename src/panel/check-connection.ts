import { Failure } from '../failure';
import { ACCOUNTING_PORTAL, viewQuestion } from '../portals/accounting/view-request';
import { Asker } from '../portals/client';
import { firstBytesQuestion } from '../portals/accounting/dump-download';
import { isOtherFace, KeyNotAccepted, PortalFault } from '../portals/failures';
import { OPERATIONS_PORTAL, reachabilityQuestion, voListQuestion } from '../portals/operations';
import { outcomeOf, valueOf } from '../portals/request';
import { loadApiKey } from '../settings/api-key';
import { loadSettings, type Settings } from '../settings/settings';
import { loadState, saveState, type AccountingFace } from '../settings/state';
import { boundSpreadsheet } from '../google/spreadsheet';
import { choicesOf } from '../statistics/accounting-source';
import { DAY, nowIn } from '../google/now';
import { addMonths, periodOf, monthOfDay } from '../domain/periods';

/** What was found out about one portal, in words; plain JSON. */
export interface Finding {
  readonly portal: string;
  readonly isGood: boolean;
  readonly message: string;
}

/**
 * Asks each portal for something small.
 *
 * @returns what was found, one entry a portal
 * @throws Failure when the settings cannot be used
 */
export function checkConnection(): Finding[] {
  const settings = loadSettings();
  const asker = new Asker();
  return [checkAccounting(settings, asker), checkOperations(settings, asker)];
}

/** Runs a check; what fails is what was found. */
function find(portal: string, ask: () => string): Finding {
  try {
    return { portal, isGood: true, message: ask() };
  } catch (error) {
    if (error instanceof Failure) return { portal, isGood: false, message: error.message };
    throw error;
  }
}

/** Finds out which face of the portal answers, and has the next refresh use it. */
function checkAccounting(settings: Settings, asker: Asker): Finding {
  return find(ACCOUNTING_PORTAL, () => {
    const { source, accountingUrl } = settings;
    if (source === 'dump') return checkDump(accountingUrl, asker);
    const views = outcomeOf(() => checkViews(settings, asker));
    if (source === 'views' || 'value' in views || !isOtherFace(views.failure)) {
      if ('value' in views && source === 'auto') remember(accountingUrl, 'views');
      return valueOf(views);
    }
    const dump = outcomeOf(() => checkDump(accountingUrl, asker));
    if ('failure' in dump) throw new Failure(`${views.failure.message} ${dump.failure.message}`);
    remember(accountingUrl, 'dump');
    return `${dump.value} Its views do not answer as they should: ${views.failure.message}`;
  });
}

/** The last period that is over. */
function checkViews(settings: Settings, asker: Asker): string {
  const month = monthOfDay(nowIn(boundSpreadsheet(), DAY));
  const period = periodOf(addMonths(periodOf(month).firstMonth, -1));
  const choice = { scope: 'cloud' as const, ...choicesOf(settings).cloud };
  const answer = asker.ask(viewQuestion(settings.accountingUrl, choice, period));
  const what = answer ? `hours of ${answer.vos.length} VOs` : 'nothing';
  return `The Accounting Portal answers with its views: ${what} for ${period.label}.`;
}

/** Its first bytes: all of it is a lot. */
function checkDump(accountingUrl: string, asker: Asker): string {
  const first = asker.ask(firstBytesQuestion(accountingUrl));
  const size = 'size' in first && first.size !== undefined ? ` of ${Math.ceil(first.size / 1e6)} MB` : '';
  return `The Accounting Portal answers with its dump${size}.`;
}

function remember(url: string, face: AccountingFace['face']): void {
  const id = boundSpreadsheet().getId();
  saveState(id, { ...loadState(id), accountingFace: { url, face, since: Date.now() } });
}

/** With the key; where there is none that may be sent, only whether the portal can be reached. */
function checkOperations({ operationsUrl: url }: Settings, asker: Asker): Finding {
  return find(OPERATIONS_PORTAL, () => {
    let apiKey;
    try {
      apiKey = loadApiKey(url);
    } catch (error) {
      reach(url, asker);
      throw told(error);
    }
    try {
      const vos = asker.ask(voListQuestion({ url, apiKey }));
      return `The Operations Portal answers and accepts the API key: it lists ${vos.length} VOs.`;
    } catch (error) {
      throw error instanceof KeyNotAccepted ? told(error) : error;
    }
  });
}

/** Throws Failure when nobody answers; to be asked for a key is an answer. */
function reach(url: string, asker: Asker): void {
  try {
    asker.ask(reachabilityQuestion(url));
  } catch (error) {
    if (!(error instanceof PortalFault && [401, 403].includes(error.status))) throw error;
  }
}

const told = (error: unknown): unknown =>
  error instanceof Failure ? new Failure(`The Operations Portal can be reached. ${error.message}`) : error;
