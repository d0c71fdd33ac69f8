import type { TestWorld } from './world';

interface Exported {
  readonly sheets: readonly (Record<string, unknown> & { id: string; name: string })[];
  readonly styles: Record<string, unknown>;
  readonly namedRanges: unknown;
  readonly attachments: readonly { sheetId: string; xc: string; kind: string; data: unknown }[];
}

/**
 * All that people see of the tabs, by title: contents, what is shown, notes, formats, sizes, merged cells, conditional
 * formats, checks, charts; and the named ranges. Ids and the order of tabs are left out.
 */
export function appearance(test: TestWorld, isSeen: (title: string) => boolean): unknown {
  const { spreadsheet } = JSON.parse(test.host.workbook.toJson()) as { spreadsheet: Exported };
  const tabs = spreadsheet.sheets
    .map(
      ({ id, name, styles, figures, ...rest }) =>
        [
          name,
          {
            ...rest,
            shown: test.sheet(test.host.workbook.titleOf(id)).getDataRange().getDisplayValues(),
            styles: byCell(styles as Record<string, number>, spreadsheet.styles),
            charts: (figures as { row: number }[]).sort((a, b) => a.row - b.row),
            notes: spreadsheet.attachments
              .filter(({ sheetId }) => sheetId === id)
              .map(({ xc, kind, data }) => JSON.stringify([xc, kind, data]))
              .sort(),
          },
        ] as const,
    )
    .filter(([name]) => isSeen(name));
  return withoutIds([Object.fromEntries(tabs), spreadsheet.namedRanges]);
}

/** The same cells may be grouped otherwise when they were formatted in another order. */
function byCell(groups: Record<string, number>, contents: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([zone, content]) =>
      cellsIn(zone).map((cell) => [cell, contents[content]] as const),
    ),
  );
}

function cellsIn(zone: string): string[] {
  const [, left = '', top = '', right = left, bottom = top] =
    /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(zone) ?? [];
  const cells: string[] = [];
  for (let column = numberOf(left); column <= numberOf(right); column++) {
    for (let row = Number(top); row <= Number(bottom); row++) cells.push(`${row} ${column}`);
  }
  return cells;
}

const numberOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const withoutIds = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (['id', 'chartId'].includes(key) ? undefined : part)),
  );
