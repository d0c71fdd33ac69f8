import { byCause } from '../reports/causes';
import { describeResult, KEPT, saysKept, type ResultInWords } from '../reports/describe-result';
import { STATISTIC_TITLES } from '../domain/catalogue';
import { describeTotals, describeTwoSums } from '../reports/describe-totals';
import { summaryOf } from '../reports/summary';
import { refresh, type RefreshOptions } from '../refresh/refresh';
import type { StatisticResult } from '../statistics/result';
import { loadSettings } from '../settings/settings';
import { TITLE, withErrorDialog } from './error-dialog';
import { toast } from './toasts';

type Ui = GoogleAppsScript.Base.Ui;
type Choice = Omit<RefreshOptions, 'startedBy'>;

/** Menu item: refreshes what is named, and says what came of it. */
export function refreshFromMenu(choice: Choice = {}): void {
  withErrorDialog((ui) => showResults(ui, refreshWithToast(choice)));
}

/** Menu item: asks for all periods, shows what would change, and writes it when that is wanted. */
export function refreshHistory(): void {
  withErrorDialog((ui) => {
    const shown = refreshWithToast({ history: 'all', dryRun: true });
    const larger = acceptedOf(ui, shown);
    const results = larger.length > 0 ? refreshWithToast({ history: 'all', dryRun: true, larger }) : shown;
    writeAsShown(ui, results, larger);
  });
}

/** Shows what would change, and writes it when that is wanted; what is something else by then is shown anew. */
function writeAsShown(ui: Ui, shown: readonly StatisticResult[], larger: readonly string[]): void {
  toast('Nothing is written yet.', 3);
  const { restatementThreshold } = loadSettings();
  const words = shown.map((result) => previewOf(result, restatementThreshold)).join('\n\n');
  if (shown.every(({ changes: { filled, changed } }) => filled + changed === 0)) {
    ui.alert('Nothing would change', words, ui.ButtonSet.OK);
    return;
  }
  if (ui.alert('Write these figures?', words, ui.ButtonSet.OK_CANCEL) !== ui.Button.OK) return;
  const statistics = shown.map(({ id }) => id);
  const results = refreshWithToast({ statistics, history: 'all', larger });
  showResults(ui, results);
  const outdated = results.filter(({ isOutdated }) => isOutdated).map(({ id }) => id);
  if (outdated.length > 0)
    writeAsShown(
      ui,
      refreshWithToast({ statistics: outdated, history: 'all', dryRun: true, larger }),
      larger,
    );
}

/** Asks which periods shall take the larger of two sums; nothing is asked where no period has two. */
function acceptedOf(ui: Ui, results: readonly StatisticResult[]): readonly string[] {
  const lines = results.flatMap(({ id, twoSums }) =>
    describeTwoSums(twoSums).map(
      ({ period, smaller, larger }) => `${period}, ${STATISTIC_TITLES[id]}: ${smaller} or ${larger}`,
    ),
  );
  if (lines.length === 0) return [];
  const answer = ui.prompt(
    'Accept the larger of two sums?',
    "The Accounting Portal's dump has rows twice, with other hours, so these periods have two sums, and nobody can tell " +
      `which is right:\n${atMost(lines, MOST_TOTALS).join('\n')}\n\nType the periods that shall take the larger sum, ` +
      'with commas between them. Their figures get a note that says so. Cancel: they stay as they are.',
    ui.ButtonSet.OK_CANCEL,
  );
  if (answer.getSelectedButton() !== ui.Button.OK) return [];
  return answer
    .getResponseText()
    .split(/[\s,;]+/)
    .filter((label) => label !== '');
}

const ASKING = 'The portals are being asked. This takes up to some minutes.';

/** The message in the corner comes when it is true: when this refresh has begun, and no other one is under way. */
function refreshWithToast(choice: Choice): StatisticResult[] {
  const told: string[] = [];
  try {
    return refresh({ ...choice, startedBy: 'menu' }, () => {
      told.push(ASKING);
      toast(ASKING, 30);
    });
  } catch (error) {
    if (told.length > 0) toast('The refresh has ended.', 3);
    throw error;
  }
}

/** All well: a message that goes away by itself. Else one that stays until it is read. */
function showResults(ui: Ui, results: readonly StatisticResult[]): void {
  const words = results.map(describeResult);
  const unwell = words.filter(({ result }) => result !== 'done');
  if (unwell.length === 0) {
    toast(summaryOf(results), 10, `${TITLE}: all done`);
    return;
  }
  const title = titleOf(unwell);
  toast(`${title}.`, 3);
  ui.alert(title, describeCauses(unwell), ui.ButtonSet.OK);
}

function titleOf(unwell: readonly ResultInWords[]): string {
  if (unwell.every(({ result }) => result === 'unfinished')) return 'To be continued';
  if (unwell.every(({ result }) => result === 'cancelled')) return 'Cancelled';
  return 'Not everything could be refreshed';
}

/** The cause first, then what it is about; which periods that are, the run log has. */
const describeCauses = (unwell: readonly ResultInWords[]): string =>
  [
    ...byCause(unwell).map(({ cause, whose }) =>
      [cause, whose.map(({ title, result }) => `${title}: ${result}`).join(', ')]
        .filter((line) => line !== '')
        .join('\n'),
    ),
    [
      ...(unwell.every(({ message }) => saysKept(message)) ? [KEPT] : []),
      'Periods and all else: OKR Stats > Show run log.',
    ].join(' '),
  ].join('\n\n');

/** Totals, and lists of VOs, that a dialog names of one statistic; the panel shows all. */
const MOST_TOTALS = 30;
const MOST_LISTS = 5;

/** How a statistic would change: its totals first, then which VOs leave its lists. */
function previewOf(result: StatisticResult, threshold: number): string {
  const { title, changes, message } = describeResult(result);
  const heading = result.result === 'done' ? `${title}:` : `${title}: ${result.result}.`;
  const [counts = 'Nothing would change.', ...lists] = changes.split('\n').filter((line) => line !== '');
  const totals = describeTotals(result.changes.totals, threshold).map(
    ({ period, figure, old, now, change, isLarge }) =>
      `${period}, ${figure}: ${old} -> ${now} (${change})${isLarge ? ' !' : ''}`,
  );
  const vanished = lists.slice(0, result.changes.vanished.named.length);
  return [heading, counts, ...atMost(totals, MOST_TOTALS), ...atMost(vanished, MOST_LISTS), message]
    .filter((line) => line !== '')
    .join('\n');
}

const atMost = (lines: readonly string[], most: number): string[] =>
  lines.length <= most
    ? [...lines]
    : [...lines.slice(0, most), `and ${lines.length - most} more: OKR Stats > Open panel shows them`];
