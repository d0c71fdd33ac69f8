import { createHash } from 'node:crypto';
import { constants, existsSync, realpathSync } from 'node:fs';
import { access, copyFile, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Workbook } from './apps-script/workbook/workbook';
import { FileProblem } from './file-problem';
import { UnreadableWorkbook } from './apps-script/workbook/xlsx/package';

export { FileProblem };

const isXlsx = (file: string): boolean => file.endsWith('.xlsx');

/** What files held when they were opened. */
const digests = new WeakMap<Workbook, string>();
/** Where they lie. */
const openedFrom = new WeakMap<Workbook, string>();
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Opens a spreadsheet file; a new spreadsheet where there is none.
 *
 * @throws FileProblem when the file cannot be read
 */
export async function openWorkbook(file: string | undefined, title: string): Promise<Workbook> {
  if (file === undefined || !existsSync(file))
    return Workbook.create({ title, timeZone: 'Europe/Amsterdam' });
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new FileProblem(`${file} cannot be read: ${(error as Error).message}.`);
  });
  const workbook = isXlsx(file) ? await fromXlsx(file, bytes, title) : fromJson(file, bytes);
  digests.set(workbook, digestOf(bytes));
  openedFrom.set(workbook, realpathSync(file));
  return workbook;
}

async function fromXlsx(file: string, bytes: Uint8Array, title: string): Promise<Workbook> {
  try {
    return await Workbook.fromXlsx(bytes, { title, timeZone: 'Europe/Amsterdam' });
  } catch (error) {
    if (error instanceof UnreadableWorkbook) throw new FileProblem(`${file} ${error.message}.`);
    const reason = (error as Error).message.replace(/\.+$/u, '');
    throw new FileProblem(`${file} cannot be read as a workbook: ${reason}.`);
  }
}

function fromJson(file: string, bytes: Buffer): Workbook {
  try {
    return Workbook.fromJson(bytes.toString('utf8'));
  } catch {
    throw new FileProblem(
      `${file} is no workbook of OKR Stats, or damaged: give one that was saved by it, or an .xlsx file.`,
    );
  }
}

/** @throws FileProblem when a file cannot be put there */
export async function checkPlace(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  if (!existsSync(folder))
    throw new FileProblem(`The folder ${folder} does not exist: make it first, or give another one.`);
  await access(folder, constants.W_OK).catch(() => {
    throw new FileProblem(`Nothing can be written into the folder ${folder}: give another one.`);
  });
}

/**
 * Saves a spreadsheet; the old file stays until the new one is whole.
 *
 * @throws FileProblem when it cannot be saved, or when another program has changed the file since it was opened
 */
export async function saveWorkbook(workbook: Workbook, file: string): Promise<void> {
  await checkPlace(file);
  const place = existsSync(file) ? realpathSync(file) : file;
  const before = digests.get(workbook);
  if (before !== undefined && existsSync(place) && openedFrom.get(workbook) === place) {
    if (digestOf(await readFile(place)) !== before)
      throw new FileProblem(
        `${file} was changed by another program in the meantime, and stays as it is now. Close it there and refresh again.`,
      );
  }
  const bytes = Buffer.from(isXlsx(file) ? await workbook.toXlsx() : workbook.toJson());
  await replace(place, bytes);
  digests.set(workbook, digestOf(bytes));
  openedFrom.set(workbook, existsSync(place) ? realpathSync(place) : place);
}

/** Puts a file in the place of another, by way of a new one beside it. */
async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' ? 'the disk is full' : message;
    throw new FileProblem(`${file} could not be saved: ${reason}. The file is as it was before.`);
  }
}

/** Keeps a file as it is beside it. @returns the copy */
export async function keepBackup(file: string): Promise<string> {
  const copy = freeName(`${file}.bak`);
  await copyFile(file, copy, constants.COPYFILE_EXCL);
  return copy;
}

/** The name, or with a number at the end when there is such a file. */
export function freeName(name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}
