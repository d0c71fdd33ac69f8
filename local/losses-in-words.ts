import type { Workbook } from './apps-script/workbook/workbook';
import type { Loss } from './apps-script/workbook/xlsx/loss';
import { FileProblem } from './workbook-file';

/** Lines of a list at most. */
const MOST = 40;

function list(losses: readonly Loss[]): string {
  const lines = losses.slice(0, MOST).map(({ what, where }) => `  ${where}: ${what}`);
  const more = losses.length > MOST ? [`  and ${losses.length - MOST} more`] : [];
  return [...lines, ...more].join('\n');
}

const ofKind = ({ losses }: Workbook, kind: Loss['kind']): readonly Loss[] =>
  losses.filter((loss) => loss.kind === kind);

/** Whether saving the workbook in its .xlsx file would lose what somebody has entered or made. */
export const losesContents = (workbook: Workbook): boolean => ofKind(workbook, 'contents').length > 0;

/** @throws FileProblem when saving the workbook in its file would lose what somebody has entered or made */
export function refuseLosses(workbook: Workbook, file: string): void {
  if (!losesContents(workbook)) return;
  throw new FileProblem(
    `${file} holds what this program cannot write back:\n${list(ofKind(workbook, 'contents'))}\n` +
      'Nothing was done, the file is as it was. Add --export NEW.xlsx to have the refreshed workbook in a file of its own.',
  );
}

/** What of a workbook's looks is not in its file any more; '' for nothing. @param backup the file as it was */
export function lostLooks(workbook: Workbook, file: string, backup: string): string {
  return `${file} does not hold these any more, ${backup} does:\n${list(ofKind(workbook, 'looks'))}`;
}

export const losesLooks = (workbook: Workbook): boolean => ofKind(workbook, 'looks').length > 0;
