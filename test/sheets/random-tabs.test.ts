import fc, { type GeneratorValue } from 'fast-check';
import { cpuLayout, cpuWanted } from '../../src/statistics/cpu-hours/total-tab';
import type { Layout } from '../../src/sheets/layout';
import { planUpdate } from '../../src/sheets/plan';
import { usersLayout, usersWanted, type VoUsers } from '../../src/statistics/users/by-vo-tab';
import type { CpuFigures } from '../../src/statistics/cpu-hours/figures';
import { periodsBetween } from '../../src/domain/periods';
import { listVos, printableVoName, voKey } from '../../src/domain/vo-names';
import { ArraySheet } from '../support/array-sheet';
import { isLong } from '../support/effort';
import type { Wanted } from '../../src/sheets/wanted';

const PERIODS = periodsBetween('2020-01', '2022-12').map((period) => period.label);
const CPU_HEADERS = [cpuLayout.keyColumn, ...cpuLayout.columns].map((column) => column.header);

const name = fc.oneof(
  fc.constantFrom(
    'alice',
    'ALICE',
    'total',
    'TOTAL (VO)x',
    '=1+1',
    "'a",
    '-',
    'a,b',
    '2020.01-03',
    'vo.x.eu',
    'cms',
  ),
  fc.string({ maxLength: 8 }),
);
const names = fc.uniqueArray(name, { selector: voKey, maxLength: 8 });
const number = fc.nat(1_000_000);
const order = fc.constantFrom('ascending', 'descending', 'shuffled');

/** A part of the items in one of the orders. */
function some<T>(g: GeneratorValue, items: readonly T[]): T[] {
  const part = g(fc.subarray, [...items]);
  const how = g(() => order);
  if (how === 'descending') return part.reverse();
  return how === 'ascending' ? part : g(fc.shuffledSubarray, part, { minLength: part.length });
}

/** What people have written is unique text, so that each of it can be found again. */
class People {
  #count = 0;
  cell = (): string => `person's ${++this.#count}`;
  /** Puts rows or cells of people between others; never before the first one. */
  between<T>(g: GeneratorValue, items: readonly T[], make: () => T): T[] {
    return items.flatMap((item) => [item, ...Array.from({ length: g(fc.nat, 3) === 0 ? 1 : 0 }, make)]);
  }
}

/** Where everything of people stands: its content, the labels of its row and its column. */
const ofPeople = ({ values }: ArraySheet): string[] =>
  values.flatMap((row, r) =>
    row.flatMap((cell, c) =>
      String(cell).startsWith("person's")
        ? [`${String(cell)} | ${r === 0 ? '' : String(row[0])} | ${String(values[0]?.[c])}`]
        : [],
    ),
  );

/** Applies a plan, and checks what must hold whatever the tab and whatever is wanted. */
function update(sheet: ArraySheet, layout: Layout, wanted: Wanted): void {
  const before = ofPeople(sheet);
  const plan = planUpdate(sheet.read(layout), wanted);
  sheet.apply(plan);
  expect(ofPeople(sheet)).toEqual(before);
  expect(sheet.values).toHaveLength(plan.size.rows);
  const again = planUpdate(sheet.read(layout), wanted);
  expect([again.blocks, again.insertions, again.changes]).toEqual([[], [], []]);
}

const at = ({ values }: ArraySheet, row: (label: string) => boolean, column: string): unknown => {
  const rows = values.filter((cells, index) => index > 0 && row(String(cells[0])));
  expect(rows).toHaveLength(1);
  return rows[0]?.[values[0]?.indexOf(column) ?? -1];
};

test('tabs of CPU/h', () => {
  const figuresOf = (g: GeneratorValue): CpuFigures => ({
    cpuHours: g(() => number),
    vos: [],
    withAccounting: g(() => names),
    withoutAccounting: g(() => names),
    warnings: [],
  });
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const people = new People();
      const headers = people.between(g, CPU_HEADERS, people.cell);
      const rows = some(g, PERIODS).map((label) => {
        const vos = g(() => names);
        const row = [label, g(() => number), vos.length, listVos(vos), 0, '-', '-'];
        return headers.map((header) => row[CPU_HEADERS.indexOf(header)] ?? people.cell());
      });
      const sheet = new ArraySheet(
        people.between(g, [headers, ...rows], () => headers.map(() => people.cell())),
      );
      const figures = new Map(some(g, PERIODS).map((label) => [label, figuresOf(g)]));
      update(
        sheet,
        cpuLayout,
        cpuWanted(figures, () => false),
      );
      for (const [label, { cpuHours, withAccounting }] of figures) {
        expect(at(sheet, (one) => one === label, 'CPU/h')).toBe(cpuHours);
        expect(at(sheet, (one) => one === label, 'List of active VOs')).toBe(listVos(withAccounting));
        expect(at(sheet, (one) => one === label, '#VOs with accounting')).toBe(withAccounting.length);
      }
    }),
    { seed: 1, numRuns: isLong ? 1000 : 60 },
  );
});

test('tabs of users', () => {
  const labelOf = (vo: string): string =>
    voKey(vo) === 'total' ? `${printableVoName(vo)} (VO)` : printableVoName(vo);
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const people = new People();
      const cell = (): number | string => (g(fc.nat, 3) === 0 ? '' : g(() => number));
      const known = some(g, [...g(() => names)].sort());
      const headers = people.between(
        g,
        ['VO', ...some(g, PERIODS), 'Registered Users', 'Total Users'],
        people.cell,
      );
      const isOwn = headers.map((header) => !header.startsWith("person's"));
      const rowOf = (label: string): unknown[] =>
        headers.map((_, column) => (column === 0 ? label : isOwn[column] ? cell() : people.cell()));
      const total = g(fc.constantFrom, ['TOTAL'], ['Total'], []) as string[];
      const cells = [headers, ...[...total, ...known.map(labelOf)].map(rowOf)];
      const sheet = new ArraySheet(cells);
      sheet.values = cells.map((row) => [...row]); // labels such as "=1+1" are texts
      sheet.formulas = cells.map((row) => row.map(() => ''));

      const periods = some(g, PERIODS).sort();
      const isAnswered = g(fc.boolean);
      const vos: VoUsers[] = g(() => names).map((vo) => ({
        name: vo,
        registeredUsers: g(() => number),
        totalUsers: g(() => number),
        users:
          isAnswered || g(fc.boolean)
            ? new Map(some(g, periods).map((label) => [label, g(() => number)]))
            : 'failed',
      }));
      update(sheet, usersLayout, usersWanted(vos, periods));
      for (const { name: vo, registeredUsers, users } of vos) {
        const isRow = (label: string): boolean => voKey(label) === voKey(labelOf(vo));
        expect(at(sheet, isRow, 'Registered Users')).toBe(registeredUsers);
        for (const [label, figure] of typeof users === 'string' ? [] : users)
          expect(at(sheet, isRow, label)).toBe(figure);
      }
      if (!isAnswered) return;
      for (const label of periods) {
        const column = sheet.values[0]?.indexOf(label) ?? -1;
        const figures = sheet.values
          .filter((row, index) => index > 0 && String(row[0]).toLowerCase() !== 'total')
          .flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []));
        if (figures.length === 0) continue;
        const sum = figures.reduce((one, other) => one + other, 0);
        expect(at(sheet, (one) => one.toLowerCase() === 'total', label)).toBe(sum);
      }
    }),
    { seed: 2, numRuns: isLong ? 1000 : 60 },
  );
});
