import { figureOf, type Source } from '../sheets/formulas';
import { measuredFigureOf, type MeasuredFigure } from '../statistics/key-figures';
import { addMonths, lastComplete, periodOf } from '../domain/periods';
import { FORMAT, formula, type Content, type Section } from './dashboard-content';

export const figuresSection = (figures: readonly MeasuredFigure[]): Section => ({
  id: 'figures',
  header: [
    'Figures',
    'Last complete period',
    'Figure',
    'Change on the period before',
    'Change on a year before',
    'Running period',
    'So far',
  ],
  lines: figures.map((figure) => {
    const { name, month, sources, isKnownOfTodayOnly } = figure;
    const [source] = sources;
    if (month === '' || !source) return [name, '', 'no figure yet', '', '', '', ''];
    const last = lastComplete(month);
    const earlier = (months: number): string => periodOf(addMonths(last.firstMonth, -months)).label;
    const value = (label: string): string => figureOf(source, `"${label}"`);
    const change = (months: number): Content => changeOf(figure, source, last.label, earlier(months));
    const running = periodOf(month).label;
    return [
      name,
      formula(`"${last.label}"`), // With the formulas beside it, it is written at once.
      formula(
        `IFERROR(${measuredFigureOf(figure, `"${last.label}"`)};"${isKnownOfTodayOnly ? 'not asked then' : 'no figure'}")`,
      ),
      change(3),
      change(12),
      formula(`"${running}"`),
      formula(`IFERROR(${value(running)};"")`),
    ];
  }),
  formatsOf: (line) => {
    const change = figures[line]?.isFew ? FORMAT.few : FORMAT.change;
    return [FORMAT.text, FORMAT.any, FORMAT.number, change, change, FORMAT.any, FORMAT.number];
  },
  figuresFrom: 2,
  // The same in most rows: they differ where a statistic was not refreshed since its period was over.
  quiet: [1, 5],
});

/** The change from one period to another. Totals over different numbers of VOs are not compared without saying so. */
function changeOf(figure: MeasuredFigure, source: Source, now: string, before: string): Content {
  const [at, than] = [`"${now}"`, `"${before}"`];
  const [newer, older] = [figureOf(source, at), figureOf(source, than)];
  if (figure.isFew) return formula(`IFERROR(${newer}-${older};"")`);
  const change = `${newer}/${older}-1`;
  if (!figure.vosIn) return formula(`IFERROR(${change};"")`);
  const [vos, fewer] = [figure.vosIn(at), figure.vosIn(than)];
  const inWords = `IF(${newer}>${older};"+";"")&ROUND(100*(${change});0)&"% ("&${vos}&" VOs, "&${fewer}&" before)"`;
  return formula(`IFERROR(IF(${vos}=${fewer};${change};${inWords});IFERROR(${change};""))`);
}
