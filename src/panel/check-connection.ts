import { Failure } from '../failure';
import { missingPermissions } from '../google/permissions';
import { messageOf } from './error-dialog';
import { ACCOUNTING_PORTAL, viewRequest } from '../portals/accounting/view-request';
import { PortalClient } from '../portals/client';
import { firstBytesRequest } from '../portals/accounting/dump-download';
import { isOtherSource, KeyNotAccepted, PortalFault } from '../portals/failures';
import { OPERATIONS_PORTAL, reachabilityRequest, voListRequest } from '../portals/operations';
import { attempt, unwrap } from '../portals/request';
import { loadApiKey } from '../settings/api-key';
import { loadSettings, type Settings } from '../settings/settings';
import { loadState, saveState, type AnsweringSource } from '../settings/state';
import { boundSpreadsheet, idOf } from '../google/spreadsheet';
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
 * Asks each portal for something small, and Google whether whoever runs this has permitted all that the product needs.
 *
 * @returns what was found, one entry a portal, and one a permission that is missing
 * @throws Failure when the settings cannot be used
 */
export function checkConnection(): Finding[] {
  const settings = loadSettings();
  const client = new PortalClient();
  return [
    checkAccounting(settings, client),
    checkOperations(settings, client),
    ...missingPermissions().map((missing): Finding => ({
      portal: 'Google',
      isGood: false,
      message: messageOf(missing),
    })),
  ];
}

/**
 * Asks the Operations Portal alone, whether it accepts the API key.
 *
 * @throws Failure when the settings cannot be used
 */
export const checkKey = (): Finding => checkOperations(loadSettings(), new PortalClient());

/** Runs a check; what fails is what was found. */
function find(portal: string, ask: () => string): Finding {
  try {
    return { portal, isGood: true, message: ask() };
  } catch (error) {
    if (error instanceof Failure) return { portal, isGood: false, message: error.message };
    throw error;
  }
}

/** Finds out which source of the portal answers, and has the next refresh use it. */
function checkAccounting(settings: Settings, client: PortalClient): Finding {
  return find(ACCOUNTING_PORTAL, () => {
    const { source, accountingUrl } = settings;
    if (source === 'dump') return checkDump(accountingUrl, client);
    const views = attempt(() => checkViews(settings, client));
    if (source === 'views' || 'value' in views || !isOtherSource(views.failure)) {
      if ('value' in views && source === 'auto') remember(accountingUrl, 'views');
      return unwrap(views);
    }
    const dump = attempt(() => checkDump(accountingUrl, client));
    if ('failure' in dump) throw new Failure(`${views.failure.message} ${dump.failure.message}`);
    remember(accountingUrl, 'dump');
    return `${dump.value} Its views do not answer as they should: ${views.failure.message}`;
  });
}

/** The last period that is over. */
function checkViews(settings: Settings, client: PortalClient): string {
  const month = monthOfDay(nowIn(boundSpreadsheet(), DAY));
  const period = periodOf(addMonths(periodOf(month).firstMonth, -1));
  const choice = { scope: 'cloud' as const, ...choicesOf(settings).cloud };
  const answer = client.fetch(viewRequest(settings.accountingUrl, choice, period, month));
  const what = answer ? `hours of ${answer.vos.length} VOs` : 'nothing';
  return `The Accounting Portal answers with its views: ${what} for ${period.label}.`;
}

/** Its first bytes: all of it is a lot. */
function checkDump(accountingUrl: string, client: PortalClient): string {
  const first = client.fetch(firstBytesRequest(accountingUrl));
  const size = 'size' in first && first.size !== undefined ? ` of ${Math.ceil(first.size / 1e6)} MB` : '';
  return `The Accounting Portal answers with its dump${size}.`;
}

function remember(url: string, source: AnsweringSource['source']): void {
  const id = idOf(boundSpreadsheet());
  saveState(id, { ...loadState(id), accountingSource: { url, source, since: Date.now() } });
}

/** With the key; where there is none that may be sent, only whether the portal can be reached. */
function checkOperations({ operationsUrl: url }: Settings, client: PortalClient): Finding {
  return find(OPERATIONS_PORTAL, () => {
    let apiKey;
    try {
      apiKey = loadApiKey(url);
    } catch (error) {
      reach(url, client);
      throw told(error);
    }
    try {
      const vos = client.fetch(voListRequest({ url, apiKey }));
      return `The Operations Portal answers and accepts the API key: it lists ${vos.length} VOs.`;
    } catch (error) {
      throw error instanceof KeyNotAccepted ? told(error) : error;
    }
  });
}

/** Throws Failure when nobody answers; to be asked for a key is an answer. */
function reach(url: string, client: PortalClient): void {
  try {
    client.fetch(reachabilityRequest(url));
  } catch (error) {
    if (!(error instanceof PortalFault && [401, 403].includes(error.status))) throw error;
  }
}

const told = (error: unknown): unknown =>
  error instanceof Failure ? new Failure(`The Operations Portal can be reached. ${error.message}`) : error;
