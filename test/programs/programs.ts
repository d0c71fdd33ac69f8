import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Workbook as ExcelWorkbook } from 'exceljs';
import { read, write } from 'xlsx';
import { version as sheetJsVersion } from 'xlsx/package.json';
import { version as excelJsVersion } from 'exceljs/package.json';
import { excelJsFile, sheetJsFile } from './npm-files';
import { PICTURE } from './picture';

/** A program that reads or writes workbooks. */
export interface Program {
  readonly name: string;
  /** What it is asked to say its version; undefined where it is not installed. */
  readonly version: () => string | undefined;
  /** Opens a workbook and saves it again, in another file. */
  readonly saveAgain?: (file: string, out: string) => Promise<void> | void;
  /** Writes a workbook with a tab for each feature, as far as the program can. */
  readonly make: (out: string) => Promise<void> | void;
  /** What it does not write. */
  readonly lacks: readonly string[];
}

/** Longest time that a program may take, in milliseconds. */
const TIMEOUT = 180_000;

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: TIMEOUT });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** What a command says of its version; undefined where it is not there. */
function answer(pattern: RegExp, command: string, ...args: readonly string[]): string | undefined {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: TIMEOUT });
  return error ? undefined : pattern.exec(`${stdout}${stderr}`)?.[1];
}

const script = (name: string): string => path.join(__dirname, 'python', name);
const PYTHONS = [process.env.PYTHON ?? 'python3', '/usr/bin/python3'];
const moduleVersion = (python: string, name: string): string | undefined =>
  answer(/^(\d[\d.]*)/u, python, '-c', `import ${name}; print(${name}.__version__)`);
/** The Python that has a module. */
const pythonWith = (name: string): string | undefined =>
  PYTHONS.find((python) => moduleVersion(python, name) !== undefined);

function pythonModule(name: string): Pick<Program, 'version'> & { run: (...args: string[]) => void } {
  return {
    version: () => moduleVersion(pythonWith(name) ?? 'python3', name),
    run: (...args) => void run(pythonWith(name) ?? 'python3', ...args),
  };
}

const openpyxl = pythonModule('openpyxl');
const xlsxWriter = pythonModule('xlsxwriter');

function libreOffice(file: string, out: string): void {
  const folder = path.join(path.dirname(out), 'libreoffice');
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
  mkdirSync(folder, { recursive: true });
  const format = 'xlsx:Calc MS Excel 2007 XML';
  run('soffice', profile, '--headless', '--convert-to', format, '--outdir', folder, file);
  renameSync(path.join(folder, path.basename(file)), out);
}

/** What programs save that make nothing on command: everything that XlsxWriter or exceljs can write. */
async function richFile(out: string): Promise<string> {
  const file = `${out}.source.xlsx`;
  if (xlsxWriter.version() === undefined) writeFileSync(file, await excelJsFile());
  else makeByXlsxWriter(file);
  return file;
}

function makeByXlsxWriter(out: string): void {
  const picture = path.join(path.dirname(out), 'picture.png');
  writeFileSync(picture, Buffer.from(PICTURE, 'base64'));
  xlsxWriter.run(script('xlsxwriter_file.py'), out, picture);
}

export const PROGRAMS: readonly Program[] = [
  {
    name: 'LibreOffice',
    version: () => answer(/LibreOffice (\d+\.\d+)/u, 'soffice', '--version'),
    saveAgain: libreOffice,
    make: async (out) => libreOffice(await richFile(out), out),
    // Without a window it forgets them.
    lacks: ['panes'],
  },
  {
    name: 'gnumeric',
    version: () => answer(/version '?(\d+\.\d+\.\d+)/u, 'ssconvert', '--version'),
    saveAgain: (file, out) => void run('ssconvert', file, out),
    make: async (out) => void run('ssconvert', await richFile(out), out),
    lacks: [],
  },
  {
    name: 'openpyxl',
    version: openpyxl.version,
    saveAgain: (file, out) => openpyxl.run(script('openpyxl_file.py'), out, file),
    make: (out) => openpyxl.run(script('openpyxl_file.py'), out),
    lacks: ['pictures'],
  },
  { name: 'XlsxWriter', version: xlsxWriter.version, make: makeByXlsxWriter, lacks: [] },
  {
    name: 'exceljs',
    version: () => excelJsVersion,
    saveAgain: async (file, out) => {
      const book = new ExcelWorkbook();
      await book.xlsx.readFile(file);
      await book.xlsx.writeFile(out);
    },
    make: async (out) => writeFileSync(out, await excelJsFile()),
    lacks: ['charts'],
  },
  {
    name: 'SheetJS',
    version: () => sheetJsVersion,
    saveAgain: (file, out) =>
      writeFileSync(
        out,
        write(read(readFileSync(file), { cellStyles: true }), { type: 'buffer', bookType: 'xlsx' }) as Buffer,
      ),
    make: (out) => writeFileSync(out, sheetJsFile()),
    lacks: ['rules', 'choices', 'panes', 'charts', 'fonts', 'headers', 'pictures'],
  },
];
