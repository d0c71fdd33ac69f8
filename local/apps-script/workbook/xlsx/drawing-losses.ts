// What of a tab's drawings and tables would be lost.
import type { Found } from './loss';
import { relationshipsOf, type Parts } from './parts';
import { parseXml } from './xml';

const KEPT_CHARTS = /^(?:barChart|lineChart|pieChart|doughnutChart|scatterChart|radarChart)$/u;

const drawingsOf = (parts: Parts, path: string, kind: string): string[] =>
  relationshipsOf(parts, path)
    .filter(({ type }) => type.endsWith(`/${kind}`))
    .map(({ target }) => target);

/** Charts of a kind that the library does not know, or with axes that it drops. */
export function chartsOf(parts: Parts, path: string): Found[] {
  return drawingsOf(parts, path, 'drawing').flatMap((target) =>
    relationshipsOf(parts, target)
      .filter(({ type }) => /\/chart(?:Ex)?$/u.test(type))
      .flatMap((chart): Found[] => {
        const text = parts.get(chart.target) ?? '';
        const kinds = [...text.matchAll(/<c:(\w+Chart)>/gu)].map(([, kind = '']) => kind);
        if (kinds.length === 0 || kinds.some((kind) => !KEPT_CHARTS.test(kind)))
          return [['contents', `chart of the kind ${kinds[0] ?? 'unknown'}`]];
        const axes = text.match(/<c:(?:catAx|valAx|dateAx)>/gu) ?? [];
        return axes.length > 2 ? [['looks', 'second axis of a chart']] : [];
      }),
  );
}

/** Text boxes, arrows and other shapes. */
export function shapesOf(parts: Parts, path: string): Found[] {
  return drawingsOf(parts, path, 'drawing').flatMap((target): Found[] => {
    const text = parts.get(target) ?? '';
    // Excel draws a slicer as a shape for programs that know none; it has a part of its own besides.
    return /<xdr:(?:sp|cxnSp|grpSp)[\s>]/u.test(text) ? [['contents', 'text box or shape']] : [];
  });
}

/** Buttons and the like, in the drawing that has notes otherwise. */
export function controlsOf(parts: Parts, path: string): Found[] {
  return drawingsOf(parts, path, 'vmlDrawing').flatMap((target): Found[] => {
    const kinds = [...(parts.get(target) ?? '').matchAll(/ObjectType="(\w+)"/gu)].map(([, kind]) => kind);
    return kinds.some((kind) => kind !== 'Note') ? [['contents', 'button or other form control']] : [];
  });
}

/** Tables keep their cells and filters and lose their names; formulas with such a name lose more. */
export function tablesOf(parts: Parts, path: string): Found[] {
  return drawingsOf(parts, path, 'table').flatMap((target): Found[] => {
    const table = parseXml(parts.get(target) ?? '<table/>').documentElement;
    const name = table.getAttribute('displayName') ?? '';
    if (/^Table\d+$/u.test(name)) return [];
    const isUsed = [...parts.values()].some((text) => text.includes(`${name}[`));
    return [[isUsed ? 'contents' : 'looks', `name of the table ${name}`, table.getAttribute('ref') ?? '']];
  });
}
