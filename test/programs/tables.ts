/** The cells of a row of a table in Markdown. */
export type Row = readonly string[];

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|$/gu, '')
    .split('|')
    .map((cell) => cell.trim());

const isTable = (line: string): boolean => line.startsWith('|');

/** The first and last line, from 0, of the table with these headers. */
function placeOf(lines: readonly string[], headers: Row): readonly [first: number, last: number] {
  const first = lines.findIndex((line) => isTable(line) && cellsOf(line).join() === headers.join());
  if (first < 0) throw new Error(`There is no table with the headers ${headers.join(', ')}.`);
  const after = lines.slice(first).findIndex((line) => !isTable(line));
  return [first, after < 0 ? lines.length - 1 : first + after - 1];
}

/** The rows of the table with these headers, without them. */
export function rowsOf(document: string, headers: Row): Row[] {
  const lines = document.split('\n');
  const [first, last] = placeOf(lines, headers);
  return lines.slice(first + 2, last + 1).map(cellsOf);
}

/** Puts other rows into the table; those of programs that are not among them stay. */
export function replaceTable(document: string, headers: Row, rows: readonly Row[]): string {
  const lines = document.split('\n');
  const [first, last] = placeOf(lines, headers);
  const word = ([name = '']: Row): string => name.split(' ')[0] ?? '';
  const others = rowsOf(document, headers).filter((row) => !rows.some((each) => word(each) === word(row)));
  const table = [headers, headers.map(() => '---'), ...rows, ...others];
  lines.splice(first, last - first + 1, ...table.map((row) => `| ${row.join(' | ')} |`));
  return lines.join('\n');
}
