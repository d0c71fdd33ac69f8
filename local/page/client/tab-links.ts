import { registries } from '@odoo/o-spreadsheet';

const ADDRESS = /^#gid=(\d+)$/u;

/** Lets links to the address of a tab, as Google has it, lead there. Call once. */
export function followTabLinks(): void {
  const idIn = (url: string): string => ADDRESS.exec(url)?.[1] ?? '';
  registries.urlRegistry.add('tab', {
    sequence: 1,
    title: 'Tabs',
    match: (url) => ADDRESS.test(url),
    createLink: (url, label) => ({ url, label, isExternal: false, isUrlEditable: false }),
    urlRepresentation: (url, getters) =>
      getters.tryGetSheetName(idIn(url)) ?? 'This tab is not there any more.',
    open: (url, { model }) => {
      const sheetIdFrom = model.getters.getActiveSheetId();
      model.dispatch('ACTIVATE_SHEET', { sheetIdFrom, sheetIdTo: idIn(url) });
    },
  });
}
