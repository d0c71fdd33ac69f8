import { Failure } from '../failure';
import {
  ID,
  LATER_COLUMNS,
  keyResultsLayout as layout,
  TITLE,
  type KeyResultColumn,
} from './key-results-layout';
import { AT_RISK, type Status } from './key-results-status';
import { findColumns, findHeaderRow } from '../sheets/columns';
import type { Tabs } from '../sheets/tabs';

/** A key result as its row shows it. */
export interface KeyResultRow {
  readonly objective: string;
  readonly keyResult: string;
  readonly owner: string;
  readonly statistic: string;
  readonly vo: string;
  readonly status: string;
  /** The current period; '' where there is none. */
  readonly period: string;
  readonly baselinePeriod: string;
  readonly targetPeriod: string;
  readonly better: string;
  readonly baseline: number | undefined;
  readonly current: number | undefined;
  readonly target: number | undefined;
  /** 0 to 1. */
  readonly score: number | undefined;
  readonly expected: number | undefined;
  /** 1 where nobody has said anything. */
  readonly weight: number;
}

/** Objectives are the same whatever their case and the blanks around their words, as for formulas. */
export const objectiveKey = (objective: string): string => objective.trim().replace(/ +/g, ' ').toLowerCase();

/** How good a score is, in the words of the column Status. */
export function describeStatus(score: number, expected: number): Status {
  const atLeast = (wanted: number): boolean => Number((score - wanted).toFixed(9)) >= 0;
  if (score >= 1) return 'done';
  if (atLeast(expected)) return 'on track';
  return atLeast((AT_RISK[0] / AT_RISK[1]) * expected) ? 'at risk' : 'behind';
}

/**
 * The key results that users have begun, as they are computed now; none where there is no such tab.
 *
 * @throws Failure when columns are missing
 */
export function readKeyResults(tabs: Tabs): KeyResultRow[] {
  const sheet = tabs.find(ID, TITLE);
  if (!sheet) return [];
  const range = sheet.getDataRange();
  const values = range.getValues() as unknown[][];
  const title = sheet.getName();
  checkColumns(title, columnsOf(title, values).columns);
  return keyResultRows(title, values);
}

/** @throws Failure when a column is missing that tabs of any age have */
export function checkColumns(title: string, columns: ReadonlyMap<string, number>): void {
  const needed = layout.columns.filter(({ id }) => !columns.has(id) && !LATER_COLUMNS.includes(id));
  if (needed.length === 0) return;
  throw new Failure(
    `Tab "${title}" has no column ${needed.map(({ header }) => `"${header}"`).join(', ')}. ` +
      'Give one that header, or choose OKR Stats > Dashboard to add it.',
  );
}

function columnsOf(
  title: string,
  values: readonly (readonly unknown[])[],
): { readonly headerRow: number; readonly columns: ReadonlyMap<string, number> } {
  const headerRow = findHeaderRow(values, layout);
  return { headerRow, columns: findColumns(() => title, values, [], headerRow, layout).columns };
}

/** @param values of the whole tab */
export function keyResultRows(title: string, values: readonly (readonly unknown[])[]): KeyResultRow[] {
  const { headerRow, columns } = columnsOf(title, values);
  const at = (row: readonly unknown[], id: KeyResultColumn): unknown => row[columns.get(id) ?? -1] ?? '';
  return values
    .slice(headerRow + 1)
    .map((row): KeyResultRow => {
      const text = (id: KeyResultColumn): string => String(at(row, id)).trim();
      const figure = (id: KeyResultColumn): number | undefined => {
        const value = at(row, id);
        return typeof value === 'number' ? value : undefined;
      };
      return {
        objective: text('objective'),
        keyResult: text('keyResult'),
        owner: text('owner'),
        statistic: text('statistic'),
        vo: text('vo'),
        status: text('status'),
        period: text('currentPeriod'),
        baselinePeriod: text('baselinePeriod'),
        targetPeriod: text('targetPeriod'),
        better: text('better'),
        baseline: figure('baseline'),
        current: figure('current'),
        target: figure('target'),
        score: figure('score'),
        expected: figure('expected'),
        weight: figure('weight') ?? 1,
      };
    })
    .filter(({ status }) => status !== '');
}
