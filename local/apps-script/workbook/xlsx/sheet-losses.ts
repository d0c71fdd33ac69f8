// What of a tab itself would be lost: cells, rules, view and page.
import type { Found } from './loss';
import { lostValidations } from './validations';
import type { XmlDocument } from './xml';

const USUAL_ZOOM = /^(?:|0|100)$/u;

export function cellsOf(document: XmlDocument): Found[] {
  const found: Found[] = [];
  const filter = document.querySelector('worksheet > autoFilter');
  const hides = document.querySelector('autoFilter > filterColumn') !== null;
  if (filter)
    found.push([
      hides ? 'contents' : 'looks',
      hides ? 'filter that hides rows' : 'filter',
      filter.getAttribute('ref') ?? '',
    ]);
  for (const link of document.querySelectorAll('hyperlinks > hyperlink'))
    found.push(['contents', 'link', link.getAttribute('ref') ?? '']);
  for (const formula of document.querySelectorAll('c > f')) {
    if (formula.getAttribute('t') === 'dataTable')
      found.push(['contents', 'what-if table', formula.getAttribute('ref') ?? '']);
  }
  const protection = document.querySelector('sheetProtection');
  if (protection && (protection.getAttribute('password') ?? protection.getAttribute('hashValue')) !== null)
    found.push(['contents', 'password of the protected tab']);
  for (const part of document.querySelectorAll(
    'oleObjects, controls, scenarios, dataConsolidate, customSheetViews',
  ))
    found.push(['contents', part.nodeName]);
  if ([...document.getElementsByTagName('x14:sparkline')].length > 0) found.push(['contents', 'sparkline']);
  return found;
}

const LOST_FORMATS = /^(?:aboveAverage|containsErrors|notContainsErrors|timePeriod)$/u;

/** @param names defined names of ranges, in small letters */
export function rulesOf(document: XmlDocument, names: ReadonlySet<string>): Found[] {
  const found: Found[] = [];
  for (const range of document.querySelectorAll('conditionalFormatting'))
    for (const rule of range.children)
      if (LOST_FORMATS.test(rule.getAttribute('type') ?? ''))
        found.push(['looks', 'conditional format', range.getAttribute('sqref') ?? '']);
  // Those of newer versions of Excel; data bars have an ordinary rule besides.
  for (const format of document.getElementsByTagName('x14:conditionalFormatting'))
    for (const rule of format.getElementsByTagName('x14:cfRule'))
      if (rule.getAttribute('type') !== 'dataBar')
        found.push([
          'looks',
          'conditional format',
          Array.from(format.getElementsByTagName('xm:sqref'))[0]?.textContent ?? '',
        ]);
  for (const cells of lostValidations(document, names)) found.push(['contents', 'data validation', cells]);
  return found;
}

export function viewOf(document: XmlDocument): Found[] {
  const view = document.querySelector('sheetViews > sheetView');
  if (!view) return [];
  const found: Found[] = [];
  const pane = view.querySelector('pane');
  if (pane && !(pane.getAttribute('state') ?? '').startsWith('frozen')) found.push(['looks', 'split panes']);
  if (/^(?:1|true)$/u.test(view.getAttribute('rightToLeft') ?? ''))
    found.push(['looks', 'columns from right to left']);
  if (/^(?:0|false)$/u.test(view.getAttribute('showZeros') ?? '')) found.push(['looks', 'zeros not shown']);
  if (!USUAL_ZOOM.test(view.getAttribute('zoomScale') ?? '')) found.push(['looks', 'zoom']);
  return found;
}

/** Headers that only number pages and name tabs come from programs, not from people. */
const isUsual = (header: string): boolean =>
  header.replace(/&"[^"]*"|&\d+|&[A-Z]/gu, '').replace(/page|sheet|of|\d|\s/giu, '') === '';

export function pageOf(document: XmlDocument): Found[] {
  const found: Found[] = [];
  for (const header of document.querySelector('headerFooter')?.children ?? [])
    if (!isUsual(header.textContent)) found.push(['looks', 'header or footer']);
  if (document.querySelector('rowBreaks, colBreaks')) found.push(['looks', 'page breaks']);
  return found;
}
