import { helpers } from '@odoo/o-spreadsheet';
import type { Note } from '../notes';
import type { Loss } from './loss';
import { appendElement, formatXml, parseXml } from './xml';
import { changePart, changeText, relate, relationshipsOf, type Parts } from './parts';
import { sheetsOf } from './sheets';

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Programs refuse notes of nobody. */
const AUTHOR = 'OKR Stats';
const CONTENT_TYPES = '[Content_Types].xml';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

/** The notes of the sheet that lies at this path. */
export function notesIn(parts: Parts, sheetPath: string): Note[] {
  const comments = relationshipsOf(parts, sheetPath).find(({ type }) => type.endsWith('/comments'));
  const text = comments && parts.get(comments.target);
  if (text === undefined) return [];
  return Array.from(parseXml(text).querySelectorAll('comment'), (comment) => {
    const { col, row } = helpers.toCartesian(comment.getAttribute('ref') ?? 'A1');
    const runs = Array.from(comment.querySelectorAll('text t'), (run) => run.textContent);
    return { row, col, text: runs.join('') };
  });
}

/** Names that programs put in for somebody. */
const NOBODY = /^(?:|author|unknown(?: author)?|openpyxl|okr stats)$/iu;

/** Authors of notes, who would not be named any more, unless the note itself names them. */
export function authorsIn(parts: Parts, sheets: readonly { title: string; path: string }[]): Loss[] {
  return sheets.flatMap(({ title, path }) => {
    const comments = relationshipsOf(parts, path).find(({ type }) => type.endsWith('/comments'));
    const document = parseXml((comments && parts.get(comments.target)) ?? '<comments/>');
    const authors = Array.from(document.querySelectorAll('authors > author'), ({ textContent }) =>
      textContent.trim(),
    );
    const texts = document.querySelector('commentList')?.textContent ?? '';
    const lost = authors.filter((name) => !NOBODY.test(name) && !texts.includes(name));
    return lost.map((name) => ({ kind: 'looks' as const, what: `author of notes "${name}"`, where: title }));
  });
}

/** Adds the notes of each tab, in the order of the tabs: a comments part, and a drawing without which none is shown. */
export function addNotes(parts: Parts, notesByTab: readonly (readonly Note[])[]): void {
  const sheets = sheetsOf(parts);
  notesByTab.forEach((notes, index) => {
    const sheet = sheets[index];
    if (sheet && notes.length > 0) addNotesToSheet(parts, sheet.path, index + 1, notes);
  });
}

function addNotesToSheet(parts: Parts, sheetPath: string, number: number, notes: readonly Note[]): void {
  const comments = `xl/comments${number}.xml`;
  const drawing = `xl/drawings/vmlDrawing${number}.vml`;
  parts.set(comments, commentsPart(notes));
  parts.set(drawing, drawingPart(notes));
  relate(parts, sheetPath, 'comments', comments);
  const drawingId = relate(parts, sheetPath, 'vmlDrawing', drawing);
  // The order of elements is prescribed: the tables of a sheet come last.
  changeText(parts, sheetPath, (sheet) =>
    sheet.replace(/(?=<tableParts|<\/worksheet>)/u, `<legacyDrawing r:id="${drawingId}"/>`),
  );
  changePart(parts, CONTENT_TYPES, (document) => {
    const { documentElement: root } = document;
    if (!root.querySelector('Default[Extension="vml"]')) {
      appendElement(root, 'Default', { Extension: 'vml', ContentType: DRAWING_TYPE });
    }
    appendElement(root, 'Override', { PartName: `/${comments}`, ContentType: COMMENTS_TYPE });
  });
}

function commentsPart(notes: readonly Note[]): string {
  const document = parseXml(
    `<comments xmlns="${SPREADSHEET}"><authors><author>${AUTHOR}</author></authors><commentList/></comments>`,
  );
  const list = document.querySelector('commentList') ?? document.documentElement;
  for (const { row, col, text } of notes) {
    const comment = appendElement(list, 'comment', { ref: helpers.toXC(col, row), authorId: '0' });
    const run = appendElement(appendElement(comment, 'text'), 'r');
    appendElement(run, 't', { 'xml:space': 'preserve' }, text);
  }
  return formatXml(document);
}

/** Hidden boxes of 3 columns by 5 rows beside their cells. */
function drawingPart(notes: readonly Note[]): string {
  const shapes = notes.map(
    (
      { row, col },
      index,
    ) => `<v:shape id="note${index + 1}" type="#note" fillcolor="#ffffe1" o:insetmode="auto"
 style="position:absolute;visibility:hidden">
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:textbox/>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>${col + 1}, 15, ${row}, 2, ${col + 4}, 15, ${row + 5}, 4</x:Anchor>
<x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${col}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
${shapes.join('\n')}
</xml>`;
}
