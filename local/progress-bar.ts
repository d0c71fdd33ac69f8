import { SingleBar } from 'cli-progress';
import type { ScriptHost } from './apps-script/host';
import { PROGRESS_KEY, type Progress } from '../src/refresh/progress';

/** Milliseconds between two looks at the progress. */
const INTERVAL = 100;

/**
 * Shows on standard error how far a refresh is, while it runs; nothing where that is no terminal.
 *
 * @returns a function that ends it
 */
export function showProgressBar(host: ScriptHost): () => void {
  const bar = new SingleBar({ format: '{statistic} |{bar}| {value}/{total} answers', hideCursor: true });
  bar.start(1, 0, { statistic: 'Starting' });
  const timer = setInterval(() => {
    const entry = host.cache.store('document').get(PROGRESS_KEY);
    if (entry === undefined) return;
    const { statistic, answered, total } = JSON.parse(entry.value) as Progress;
    bar.setTotal(total);
    bar.update(answered, { statistic: statistic.padEnd(12) });
  }, INTERVAL);
  return () => {
    clearInterval(timer);
    bar.stop();
  };
}
