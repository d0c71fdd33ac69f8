import type { Getters, registries } from '@odoo/o-spreadsheet';
import { isCommandUnderWay } from './commands';

type PluginClass = ReturnType<typeof registries.coreViewsPluginRegistry.get>;

/** What evaluates formulas, inside the plugin of that name. */
interface Evaluator {
  evaluatedCells: object;
  buildDependencyGraph(): void;
  evaluate(ranges: readonly object[]): void;
  evaluateAllCells(): void;
}

/** What other parts of the library ask of the evaluation. */
const QUESTIONS = [
  'evaluateFormulaResult',
  'evaluateCompiledFormula',
  'exportForExcel',
  'getArrayFormulaSpreadingOn',
  'getEvaluatedCell',
  'getEvaluatedCells',
  'getEvaluatedCellsPositions',
  'getSpreadZone',
  'isArrayFormulaSpillBlocked',
] as const;

type Answers = Record<(typeof QUESTIONS)[number], (...args: readonly unknown[]) => unknown>;

/**
 * The library evaluates after each command, and after each change of rows, columns or tabs every cell of every tab. Here
 * it does so when somebody asks for a result, and only as far as any tab has content.
 */
export function lazily(Evaluation: PluginClass): PluginClass {
  return class extends Evaluation {
    constructor(...config: ConstructorParameters<PluginClass>) {
      super(...config);
      const { evaluator, getters } = this as unknown as { evaluator: Evaluator; getters: Getters };
      evaluator.evaluateAllCells = () => {
        evaluator.buildDependencyGraph(); // Tabs may have grown since the last time.
        evaluator.evaluatedCells = new (evaluator.evaluatedCells.constructor as new () => object)();
        evaluator.evaluate(getters.getSheetIds().flatMap((sheetId) => usedRanges(getters, sheetId)));
      };
      this.#answerUpToDate(this as unknown as Answers);
    }

    #isDue = false;

    /** After a command. */
    override finalize(): void {
      this.#isDue = true;
    }

    #answerUpToDate(answers: Answers): void {
      for (const question of QUESTIONS) {
        const answer = answers[question].bind(this);
        answers[question] = (...args) => {
          if (this.#isDue) this.#evaluate();
          return answer(...args);
        };
      }
    }

    #evaluate(): void {
      this.#isDue = false;
      super.finalize();
      // What is asked amid a command may change until its end.
      if (isCommandUnderWay())
        (this as unknown as { shouldRebuildDependenciesGraph: boolean }).shouldRebuildDependenciesGraph =
          true;
    }
  };
}

function usedRanges(getters: Getters, sheetId: string): object[] {
  let [bottom, right] = [-1, -1];
  for (const cell of getters.getCells(sheetId)) {
    if (!cell.isFormula && cell.content === '') continue;
    const { row, col } = getters.getCellPosition(cell.id);
    bottom = Math.max(bottom, row);
    right = Math.max(right, col);
  }
  return bottom < 0 ? [] : [{ sheetId, zone: { top: 0, left: 0, bottom, right } }];
}
