import type { MenuEntry, MenuTree } from '../protocol';
import { byId, make } from '../../../src/panel/page/dom';

/** Runs the function of a menu item. */
type Choose = (functionName: string) => void;

const isOpen = (item: Element): boolean => item.getAttribute('aria-expanded') === 'true';

/**
 * Shows a script's menu in the menu bar, or replaces the one with the same caption. Works by mouse and, as menu bars do,
 * by the arrow keys, Home, End, Enter, Escape and first letters.
 */
export function showMenu(menu: MenuTree, choose: Choose): void {
  const bar = byId('menu-bar');
  const old = Array.from(bar.children).find(({ firstChild }) => firstChild?.textContent === menu.caption);
  const item = submenuItem(menu, choose);
  if (old) old.replaceWith(item);
  else bar.append(item);
  listen(bar);
}

/** Takes all menus away. */
export function forgetMenus(): void {
  byId('menu-bar').replaceChildren();
}

function submenuItem({ caption, entries }: MenuTree, choose: Choose): HTMLElement {
  const menu = make(
    'div',
    { role: 'menu', ariaLabel: caption },
    ...entries.map((entry) => itemOf(entry, choose)),
  );
  const item = make('div', { role: 'menuitem', tabIndex: -1, ariaHasPopup: 'menu', ariaExpanded: 'false' });
  item.append(make('span', {}, caption), menu);
  item.onclick = (event) => {
    event.stopPropagation();
    if (isOpen(item)) close(item);
    else open(item);
  };
  item.onpointerenter = () => {
    const inMenu = item.parentElement?.role === 'menu';
    if (inMenu || siblings(item).some(isOpen)) open(item);
  };
  return item;
}

function itemOf(entry: MenuEntry, choose: Choose): HTMLElement {
  switch (entry.kind) {
    case 'separator':
      return make('div', { role: 'separator' });
    case 'menu':
      return submenuItem(entry.menu, choose);
    case 'item': {
      const item = make('div', { role: 'menuitem', tabIndex: -1 }, make('span', {}, entry.caption));
      item.onclick = (event) => {
        event.stopPropagation();
        closeAll();
        choose(entry.functionName);
      };
      item.onpointerenter = () => {
        siblings(item).forEach(close);
        item.focus();
      };
      return item;
    }
  }
}

/** The items of the same menu, this one included. */
function siblings(item: Element): HTMLElement[] {
  return Array.from(item.parentElement?.children ?? []).filter(
    (each): each is HTMLElement => each instanceof HTMLElement && each.role === 'menuitem',
  );
}

const firstItem = (menuItem: Element): HTMLElement | null =>
  menuItem.querySelector<HTMLElement>('[role=menu] > [role=menuitem]');

function open(item: HTMLElement): void {
  siblings(item).forEach(close);
  item.ariaExpanded = 'true';
  item.focus();
}

function close(item: Element): void {
  if (!item.ariaHasPopup) return;
  item.ariaExpanded = 'false';
  item.querySelectorAll('[aria-expanded]').forEach(close);
}

function closeAll(): void {
  Array.from(byId('menu-bar').children).forEach(close);
  (document.activeElement as HTMLElement | null)?.blur();
}

function listen(bar: HTMLElement): void {
  bar.querySelector<HTMLElement>(':scope > [role=menuitem]')?.setAttribute('tabindex', '0');
  bar.onkeydown = (event) => {
    const item = document.activeElement;
    if (!(item instanceof HTMLElement) || item.role !== 'menuitem' || !handle(event.key, item)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

document.addEventListener('pointerdown', ({ target }) => {
  const bar = byId('menu-bar');
  if (!bar.contains(target as Node)) Array.from(bar.children).forEach(close);
});

/** @returns whether the key means something here */
function handle(key: string, item: HTMLElement): boolean {
  const inBar = item.parentElement?.role === 'menubar';
  const parent = item.parentElement?.closest<HTMLElement>('[role=menuitem]');
  const isSubmenu = item.ariaHasPopup !== null;
  const ways: Record<string, () => void> = {
    Home: () => siblings(item).at(0)?.focus(),
    End: () => siblings(item).at(-1)?.focus(),
    Escape: () => (parent ? leave(parent) : closeAll()),
    Tab: closeAll,
    Enter: () => (isSubmenu ? enter(item) : item.click()),
    ' ': () => (isSubmenu ? enter(item) : item.click()),
    ArrowDown: () => (inBar ? enter(item) : step(item, 1)),
    ArrowUp: () => (inBar ? enter(item) : step(item, -1)),
    ArrowRight: () => (inBar ? step(item, 1) : isSubmenu ? enter(item) : stepInBar(item, 1)),
    ArrowLeft: () =>
      inBar ? step(item, -1) : parent?.parentElement?.role === 'menu' ? leave(parent) : stepInBar(item, -1),
  };
  const way = ways[key] ?? (key.length === 1 ? () => toLetter(item, key) : undefined);
  way?.();
  return way !== undefined && key !== 'Tab';
}

function enter(item: HTMLElement): void {
  open(item);
  firstItem(item)?.focus();
}

function leave(parent: HTMLElement): void {
  close(parent);
  parent.focus();
}

/** Goes on to another item of the same menu, round and round; in the bar an open menu goes along. */
function step(item: HTMLElement, by: 1 | -1): void {
  const all = siblings(item);
  const next = all[(all.indexOf(item) + by + all.length) % all.length];
  if (next && isOpen(item)) open(next);
  else next?.focus();
}

function stepInBar(item: HTMLElement, by: 1 | -1): void {
  const top = item.closest<HTMLElement>('[role=menubar] > [role=menuitem]');
  if (top) step(top, by);
}

function toLetter(item: HTMLElement, letter: string): void {
  const all = siblings(item);
  const index = all.indexOf(item);
  const rest = [...all.slice(index + 1), ...all.slice(0, index)];
  rest.find(({ textContent }) => textContent.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
}
