import { Failure } from './failure';

const SCOPE = 'https://www.googleapis.com/auth/';

/** What users see when Google asks, and what it is needed for, by the scopes of appsscript.json. */
const PERMISSIONS: Readonly<Record<string, readonly [words: string, purpose: string]>> = {
  'spreadsheets.currentonly': [
    'View and manage spreadsheets that this application has been installed in',
    'read and write this spreadsheet',
  ],
  'script.external_request': ['Connect to an external service', 'ask the portals'],
  'script.scriptapp': [
    'Allow this application to run when you are not present',
    'refresh by itself on a schedule, or when somebody ticks',
  ],
  'script.container.ui': [
    'Display and run third-party web content in prompts and sidebars inside Google applications',
    'show its panel and pages',
  ],
  'script.send_mail': ['Send email as you', 'send mail about failures and the quarterly summary'],
  'userinfo.email': ['See your primary Google Account email address', 'know who you are'],
};

/** All that the script asks for. */
export const SCOPES = Object.keys(PERMISSIONS).map((name) => SCOPE + name);

/** What it sends mail with. */
export const SEND_MAIL = `${SCOPE}script.send_mail`;

/** A user has left something unticked when Google asked what this script may do. */
export class NotPermitted extends Failure {
  constructor(readonly scope: string) {
    const [words = scope, purpose = 'do this'] = PERMISSIONS[scope.slice(SCOPE.length)] ?? [];
    super(
      `Google does not let OKR Stats ${purpose}, because "${words}" was not ticked when it asked. Choose OKR Stats > ` +
        'Check connection, tick it when Google asks again, then try again.',
    );
  }
}

/**
 * What is missing, where that is why Google refused something: the words of its error differ by language, the addresses of
 * permissions in it do not.
 */
export function notPermitted(error: unknown): NotPermitted | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const named = Object.keys(PERMISSIONS).find((name) =>
    message.match(/https:\/\/www\.googleapis\.com\/auth\/[\w.]+/g)?.includes(SCOPE + name),
  );
  return named === undefined ? undefined : new NotPermitted(SCOPE + named);
}
