import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { Workbook } from './apps-script/workbook/workbook';

const isXlsx = (file: string): boolean => file.endsWith('.xlsx');

/** Opens a spreadsheet file; a new spreadsheet where there is none. */
export async function openWorkbook(file: string | undefined, title: string): Promise<Workbook> {
  if (file === undefined || !existsSync(file))
    return Workbook.create({ title, timeZone: 'Europe/Amsterdam' });
  const bytes = await readFile(file);
  return isXlsx(file)
    ? Workbook.fromXlsx(bytes, { title, timeZone: 'Europe/Amsterdam' })
    : Workbook.fromJson(bytes.toString('utf8'));
}

/** Saves a spreadsheet; the old file stays until the new one is whole. */
export async function saveWorkbook(workbook: Workbook, file: string): Promise<void> {
  const unfinished = `${file}.part`;
  await writeFile(unfinished, isXlsx(file) ? await workbook.toXlsx() : workbook.toJson());
  await rename(unfinished, file);
}
