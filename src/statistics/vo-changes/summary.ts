import { figureAt, textAt } from '../../sheets/table';
import { countAndNames, type Summarise } from '../summarised';
import { readEntries } from './figures';
import { voChangesLayout } from './tab';

/** What the summary says of VO changes: which VOs were created, are leaving, were deleted. */
export const summariseVoChanges: Summarise = ({ table: read, most }, { label }) => {
  const table = read('vo-changes', voChangesLayout);
  const list = table ? textAt(table, label, 'list') : '';
  if (!table || list === '') return ['VOs created, leaving and deleted: not measured in this quarter.'];
  const entries = readEntries(list);
  const marked = (isMarked: (mark: string) => boolean): string[] =>
    entries.filter(({ mark }) => isMarked(mark)).map(({ vo }) => vo);
  const named = (mark: string, column?: string): string =>
    countAndNames(
      marked((one) => one === mark),
      most,
      column === undefined ? undefined : figureAt(table, label, column),
    );
  const others = marked((mark) => !['P', 'L', 'D'].includes(mark));
  return [
    `VOs created: ${named('P', 'production')}; leaving: ${named('L')}; deleted: ${named('D', 'deleted')}` +
      `${others.length > 0 ? `; with another status: ${countAndNames(others, most)}` : ''}.`,
  ];
};
