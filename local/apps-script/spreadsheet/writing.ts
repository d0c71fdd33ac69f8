import { CompiledFormula } from '@odoo/o-spreadsheet';
import type { ExecutionContext } from '../service-object';
import { typedFor, writeCommand, type Position } from '../workbook/cells';
import { formulaInGoogle, formulaInModel, isUnreadable } from '../workbook/formulas';
import type { Typed } from '../workbook/typed';
import { a1OfZone } from './grid';

/** Characters that one cell may hold. */
const LONGEST = 50_000;

/** Writes values as setValues does. Nothing is written when one of them is refused. */
export function writeValues(
  context: ExecutionContext,
  entries: readonly (readonly [Position, unknown])[],
): void {
  const { workbook, clock } = context;
  const year = new Date(clock.now()).getUTCFullYear();
  write(
    context,
    entries.map(([position, value]) => {
      if (typeof value === 'string') checkLength(value);
      return [position, typedFor(workbook, position, value, year)];
    }),
  );
}

/** Writes formulas, with or without their `=`; '' and null empty the cell. */
export function writeFormulas(
  context: ExecutionContext,
  entries: readonly (readonly [Position, string | null])[],
): void {
  write(
    context,
    entries.map(([position, formula]) => {
      if (formula === '' || formula === null) return [position, { kind: 'blank' }];
      checkLength(formula);
      return [position, { kind: 'formula', formula: formula.startsWith('=') ? formula : `=${formula}` }];
    }),
  );
}

/** One formula for a rectangle of cells, its relative references moving along as when it is filled down and right. */
export function filledFormulas(
  { workbook }: ExecutionContext,
  rows: readonly (readonly Position[])[],
  formula: string,
): string[][] {
  const [first] = rows[0] ?? [];
  if (!first || formula === '') return rows.map((row) => row.map(() => formula));
  const { model } = workbook;
  const text = formulaInModel(workbook, formula.startsWith('=') ? formula : `=${formula}`);
  if (isUnreadable(text)) return rows.map((row) => row.map(() => formula));
  const compiled = CompiledFormula.Compile(text, first.sheetId, model.getters);
  return rows.map((row) =>
    row.map(({ sheetId, row: y, col: x }) =>
      y === first.row && x === first.col
        ? formula
        : formulaInGoogle(
            workbook,
            model.getters.getTranslatedCellFormula(sheetId, x - first.col, y - first.row, compiled),
          ),
    ),
  );
}

function write(context: ExecutionContext, entries: readonly (readonly [Position, Typed])[]): void {
  const { workbook } = context;
  for (const [position, typed] of entries) checkValidation(context, position, typed);
  workbook.run(entries.map(([position, typed]) => writeCommand(workbook, position, typed)));
}

function checkLength(text: string): void {
  if (text.length <= LONGEST) return;
  throw new Error(`Your input contains more than the maximum of ${LONGEST} characters in a single cell.`);
}

/** Cells whose validation rejects what does not fit refuse scripts, too. */
function checkValidation({ workbook }: ExecutionContext, position: Position, typed: Typed): void {
  const { getters } = workbook.model;
  if (typed.kind === 'blank' || typed.kind === 'formula') return;
  const rule = getters.getValidationRuleForCell(position);
  if (!rule?.isBlocking) return;
  // Asking makes the library evaluate, which takes long.
  if (rule.criterion.type === 'isBoolean' && typed.kind === 'boolean') return;
  const value = typed.kind === 'text' ? typed.text : typed.value;
  if (getters.getValidationResultForCellValue(value, position).isValid) return;
  const { row, col } = position;
  const cell = a1OfZone({ top: row, left: col, bottom: row, right: col });
  throw new Error(
    `The data you entered in cell ${cell} violates the data validation rules set on this cell.`,
  );
}
