import { byId, make } from '../../../src/panel/page/dom';

/** Milliseconds a toast stays. */
const TOAST = 8000;

/** A message in the corner that goes away by itself. */
export function toast(title: string, text: string): void {
  const notice = show('toast', title, text);
  setTimeout(() => notice.remove(), TOAST);
}

/** A message of something that did not work; it stays until it is closed. */
export function refused(text: string): void {
  show('refused', '', text);
}

function show(kind: string, title: string, text: string): HTMLElement {
  const close = make('button', { type: 'button', ariaLabel: 'Close', textContent: '\u00d7' });
  const notice = make(
    'div',
    { className: `notice ${kind}` },
    ...(title === '' ? [] : [make('strong', {}, title)]),
    make('p', {}, text),
    close,
  );
  close.onclick = () => notice.remove();
  byId('notices').append(notice);
  return notice;
}
