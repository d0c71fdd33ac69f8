/** A theme with Office's usual colours and the font of new workbooks; programs that save a file again ask for one. */
const COLOURS: Readonly<Record<string, string>> = {
  dk1: '000000',
  lt1: 'FFFFFF',
  dk2: '44546A',
  lt2: 'E7E6E6',
  accent1: '4472C4',
  accent2: 'ED7D31',
  accent3: 'A5A5A5',
  accent4: 'FFC000',
  accent5: '5B9BD5',
  accent6: '70AD47',
  hlink: '0563C1',
  folHlink: '954F72',
};

const fonts = (kind: string): string =>
  `<a:${kind}Font><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:${kind}Font>`;
const three = (element: string): string => element.repeat(3);
const FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';

export const THEME = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plain"><a:themeElements>
<a:clrScheme name="Plain">${Object.entries(COLOURS)
  .map(([name, colour]) => `<a:${name}><a:srgbClr val="${colour}"/></a:${name}>`)
  .join('')}</a:clrScheme>
<a:fontScheme name="Plain">${fonts('major')}${fonts('minor')}</a:fontScheme>
<a:fmtScheme name="Plain"><a:fillStyleLst>${three(FILL)}</a:fillStyleLst>
<a:lnStyleLst>${three(`<a:ln w="6350">${FILL}</a:ln>`)}</a:lnStyleLst>
<a:effectStyleLst>${three('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst>
<a:bgFillStyleLst>${three(FILL)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
