import { helpers, type SheetData, type WorkbookData } from '@odoo/o-spreadsheet';
import {
  DEFAULTS,
  idAt,
  NEW_TAB,
  USUAL_SIZE,
  type BaseWorkbook,
  type WorkbookOptions,
} from '../base-workbook';
import { numberFormatCommand } from '../cells';
import type { WorkbookCommand } from '../commands';
import { Model } from '../library';
import { libraryLocale } from '../locales';
import { noteCommand } from '../notes';
import { titleInModel } from '../titles';
import { canonical } from './canonical';
import type { TidyCells } from './cells';
import { standInNumber } from './formats';
import { keptChartCommands } from './kept-charts';
import { keptFormula } from './kept-formulas';
import type { Loss } from './loss';
import { lossesOf } from './losses';
import { authorsIn, notesIn } from './notes';
import { openPackage } from './package';
import { keptIn, type Kept } from './properties';
import { isCutFrom } from './short-titles';
import { withoutTitleNote } from './title-notes';
import { withPlainWords, withPrompts } from './rules';
import { validationCommand } from './validations';
import { reading } from './library-xml';

/** What an .xlsx file holds: the library's data, and what is put into the workbook that is made of them. */
interface OpenedXlsx {
  readonly data: WorkbookData;
  readonly complete: (workbook: BaseWorkbook) => void;
  readonly losses: readonly Loss[];
}

/**
 * Opens an .xlsx file, with its notes.
 *
 * @throws UnreadableWorkbook
 */
export async function openXlsx(
  bytes: Uint8Array,
  { locale = DEFAULTS.locale }: WorkbookOptions = {},
): Promise<OpenedXlsx> {
  const source = await openPackage(bytes);
  const { parts, sheets, formats, prompts, validations, names, results } = canonical(
    source,
    libraryLocale(locale),
  );
  const data = reading(() => new Model(Object.fromEntries(parts)).exportData());
  const kept = keptIn(source.parts);
  const ids = idsOf(
    sheets.map(({ title }) => title),
    kept.ids,
  );
  const tabs = sheets.map(({ path, title }) => ({
    cut: title,
    ...withoutTitleNote(notesIn(source.parts, path)),
  }));
  return {
    losses: [...lossesOf(source), ...authorsIn(source.parts, sheets)],
    data: {
      ...data,
      namedRanges: names,
      sheets: data.sheets.map((sheet, index) => ({
        ...asNewTab(sheet),
        id: ids[index] ?? '',
        conditionalFormats: withPlainWords(sheet.conditionalFormats),
        dataValidationRules: withPrompts(sheet.dataValidationRules, prompts[index] ?? new Map()),
      })),
    },
    complete(workbook) {
      workbook.scriptState = kept.state;
      workbook.idsGiven = Math.max(workbook.idsGiven, kept.idsGiven);
      workbook.run(ownFormats(workbook, formats));
      workbook.run(
        tabs.flatMap(({ notes }, index) => notes.map((note) => noteCommand(ids[index] ?? '', note))),
      );
      workbook.run(
        validations.flatMap((rules, index) =>
          rules.flatMap(([cells, rule]) =>
            cells.split(' ').map((range) => validationCommand(ids[index] ?? '', range, rule)),
          ),
        ),
      );
      workbook.run(
        sheets.flatMap(({ title }, index) =>
          keptChartCommands(workbook, ids[index] ?? '', kept.charts[title] ?? []),
        ),
      );
      const titles = new Set(sheets.map(({ title }) => title));
      workbook.run(results.flatMap((each, index) => keptResults(workbook, ids[index] ?? '', each, titles)));
      workbook.run(wholeTitles(workbook, { ...titlesIn(tabs), ...kept.titles }));
    },
  };
}

/** The ids that tabs had, and new ones for others. */
function idsOf(titles: readonly string[], known: Kept['ids']): string[] {
  const taken = new Set(titles.map((title) => known[title]));
  let next = 0;
  return titles.map((title) => {
    let id = known[title];
    while (id === undefined) {
      const candidate = idAt(next++);
      if (!taken.has(candidate)) id = candidate;
    }
    return id;
  });
}

/** Commands that put the file's number formats where their stand-ins are. */
function ownFormats(workbook: BaseWorkbook, formats: readonly string[]): WorkbookCommand[] {
  const { getters } = workbook.model;
  return workbook.sheetIds.flatMap((sheetId) =>
    getters.getCells(sheetId).flatMap((cell) => {
      const number = standInNumber(cell.format);
      if (number === undefined) return [];
      const format = formats[number] ?? '';
      // Only a number that is typed into such a cell becomes a text.
      const isNumber = !cell.isFormula && cell.content !== '' && !Number.isNaN(Number(cell.content));
      const own = isNumber && format === '@' ? '' : format;
      return [numberFormatCommand(workbook, getters.getCellPosition(cell.id), own)];
    }),
  );
}

/** Commands that keep the results of formulas that give an error here and did not in the program that wrote the file. */
function keptResults(
  { model: { getters } }: BaseWorkbook,
  sheetId: string,
  results: TidyCells['results'],
  titles: ReadonlySet<string>,
): WorkbookCommand[] {
  return [...results].flatMap(([name, kept]) => {
    const place = { sheetId, ...helpers.toCartesian(name) };
    return (getters.getEvaluatedCell(place).type as string) === 'error'
      ? [{ type: 'UPDATE_CELL' as const, ...place, content: keptFormula(kept, titles) }]
      : [];
  });
}

/** Titles that were too long for the file, by the short ones. A tab that somebody has copied with its note has another title. */
function titlesIn(
  tabs: readonly { readonly cut: string; readonly title?: string }[],
): Record<string, string> {
  const titles = new Map<string, string>();
  // Copies have a number at the end.
  for (const { cut, title } of [...tabs].sort((one, other) => one.cut.length - other.cut.length))
    if (title !== undefined && isCutFrom(cut, title) && !titles.has(title)) titles.set(title, cut);
  return Object.fromEntries([...titles].map(([title, cut]) => [cut, title]));
}

/** Commands that give tabs the titles that were too long for the file. @param titles by the short ones */
function wholeTitles(
  { model: { getters }, sheetIds }: BaseWorkbook,
  titles: Readonly<Record<string, string>>,
): WorkbookCommand[] {
  return sheetIds.flatMap((sheetId) => {
    const oldName = getters.getSheetName(sheetId);
    const title = titles[oldName];
    return title === undefined
      ? []
      : [{ type: 'RENAME_SHEET' as const, sheetId, oldName, newName: titleInModel(title) }];
  });
}

/** At least as large as a new tab, and without the usual sizes, which the library writes out. */
function asNewTab(sheet: SheetData): SheetData {
  const unusual = (headers: SheetData['rows'], usual: number): SheetData['rows'] =>
    Object.fromEntries(
      Object.entries(headers).filter(([, { size, isHidden }]) => isHidden ?? size !== usual),
    );
  return {
    ...sheet,
    rowNumber: Math.max(sheet.rowNumber, NEW_TAB.rows),
    colNumber: Math.max(sheet.colNumber, NEW_TAB.columns),
    rows: unusual(sheet.rows, USUAL_SIZE.ROW),
    cols: unusual(sheet.cols, USUAL_SIZE.COL),
  };
}
