import type { Dialog, Page } from '../protocol';
import { byId, make } from '../../../src/panel/page/dom';
import type { FromFrame, ToFrame } from './google-script';
import type { Runs } from './runs';

/** Pixels of a dialog whose script names no size; Google's are about these. */
const USUAL = { width: 600, height: 400 };

/** A page of the script and what closes it. */
interface Frame {
  readonly frame: HTMLIFrameElement;
  readonly close: () => void;
}

/** The pages that a script shows: one side panel, and dialogs. */
export class Frames {
  readonly #runs: Runs;
  readonly #frames = new Set<Frame>();

  constructor(runs: Runs) {
    this.#runs = runs;
    addEventListener('message', ({ data, source }: MessageEvent<FromFrame>) => {
      const from = [...this.#frames].find(({ frame }) => frame.contentWindow === source);
      if (from) this.#hear(from, data);
    });
  }

  /** Shows the side panel, in the place of an earlier one. */
  showSidebar({ title, html }: Page): void {
    const sidebar = byId('sidebar');
    this.#closeIn(sidebar);
    const { frame, head } = this.#frame(title, html, () => {
      sidebar.replaceChildren();
      sidebar.hidden = true;
    });
    sidebar.append(head, frame);
    sidebar.ariaLabel = title;
    sidebar.hidden = false;
  }

  showDialog({ title, html, width, height, modal }: Dialog): void {
    const dialog = make('dialog', { className: 'frame', ariaLabel: title });
    const { frame, head, close } = this.#frame(title, html, () => dialog.remove());
    frame.style.width = `${width ?? USUAL.width}px`;
    frame.style.height = `${height ?? USUAL.height}px`;
    dialog.append(head, frame);
    dialog.oncancel = close;
    document.body.append(dialog);
    if (modal) dialog.showModal();
    else dialog.show();
  }

  closeAll(): void {
    for (const { close } of this.#frames) close();
  }

  #closeIn(place: HTMLElement): void {
    for (const { frame, close } of this.#frames) if (place.contains(frame)) close();
  }

  /** As at Google the page is shut off from the one around it, and comes with `google.script`. */
  #frame(title: string, html: string, remove: () => void): Frame & { readonly head: HTMLElement } {
    const frame = make('iframe', {
      title,
      srcdoc: `<script src="/google-script.js"></script>${html}`,
    });
    frame.sandbox.add('allow-scripts', 'allow-forms', 'allow-modals', 'allow-popups', 'allow-downloads');
    const shown: Frame = {
      frame,
      close: () => {
        this.#frames.delete(shown);
        remove();
      },
    };
    const cross = make(
      'button',
      { type: 'button', className: 'cross', ariaLabel: 'Close', onclick: shown.close },
      '\u00d7',
    );
    this.#frames.add(shown);
    return { ...shown, head: make('div', { className: 'head' }, make('h2', {}, title), cross) };
  }

  #hear({ frame, close }: Frame, said: FromFrame): void {
    switch (said.kind) {
      case 'call':
        void this.#runs.run(said.functionName, said.args, 'panel').then((outcome) => {
          frame.contentWindow?.postMessage({ call: said.call, outcome } satisfies ToFrame, '*');
        });
        break;
      case 'close':
        close();
        break;
      case 'focus editor':
        document.querySelector<HTMLElement>('.o-grid div[contenteditable], .o-grid')?.focus();
        break;
      default:
        // A side panel has Google's width and all the height there is.
        if (frame.closest('dialog')) frame.style[said.kind] = `${said.pixels}px`;
    }
  }
}
