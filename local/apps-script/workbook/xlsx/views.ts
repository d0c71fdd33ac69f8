import type { XmlDocument } from './xml';

/** Panes that are split and not frozen are none: their places count in twentieths of a point, which the library takes for rows. */
export function tidyView(document: XmlDocument): void {
  for (const pane of document.querySelectorAll('sheetView > pane'))
    if (!(pane.getAttribute('state') ?? '').startsWith('frozen')) pane.remove();
}
