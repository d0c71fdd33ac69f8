/** `google.script` inside a panel or dialog: talks to the page around it by messages. */
import { panelRefusal } from '../../apps-script/panel-calls';
import type { Outcome } from '../protocol';

/** What a panel says to the page around it. */
export type FromFrame =
  | {
      readonly kind: 'call';
      readonly call: number;
      readonly functionName: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'close' | 'focus editor' }
  | { readonly kind: 'width' | 'height'; readonly pixels: number };

/** What the page around it answers. */
export interface ToFrame {
  readonly call: number;
  readonly outcome: Outcome;
}

interface Handlers {
  readonly success?: (value: unknown, userObject: unknown) => void;
  readonly failure?: (error: Error, userObject: unknown) => void;
  readonly userObject?: unknown;
}

const calls = new Map<number, Handlers>();
let made = 0;

const tell = (message: FromFrame): void => parent.postMessage(message, '*');

/** `google.script.run` with what the `with...` functions have given so far. */
function runner(handlers: Handlers): object {
  const withs: Record<string, unknown> = {
    withSuccessHandler: (success: Handlers['success']) => runner({ ...handlers, success } as Handlers),
    withFailureHandler: (failure: Handlers['failure']) => runner({ ...handlers, failure } as Handlers),
    withUserObject: (userObject: unknown) => runner({ ...handlers, userObject }),
  };
  const callOf = (functionName: string) => {
    return (...args: readonly unknown[]): void => {
      const refusal = panelRefusal(functionName, args);
      if (refusal) throw refusal;
      calls.set(++made, handlers);
      tell({ kind: 'call', call: made, functionName, args });
    };
  };
  return new Proxy(withs, { get: (_, name) => withs[String(name)] ?? callOf(String(name)) });
}

addEventListener('message', ({ data, source }: MessageEvent<ToFrame>) => {
  if (source !== parent) return;
  const { success, failure, userObject } = calls.get(data.call) ?? {};
  calls.delete(data.call);
  if ('value' in data.outcome) {
    success?.(data.outcome.value, userObject);
    return;
  }
  const { name, message } = data.outcome.error;
  const error = Object.assign(new Error(message), { name });
  if (!failure) throw error;
  failure(error, userObject);
});

Object.assign(globalThis, {
  google: {
    script: {
      run: runner({}),
      host: {
        origin: '*',
        close: () => tell({ kind: 'close' }),
        setWidth: (pixels: number) => tell({ kind: 'width', pixels }),
        setHeight: (pixels: number) => tell({ kind: 'height', pixels }),
        editor: { focus: () => tell({ kind: 'focus editor' }) },
      },
    },
  },
});
