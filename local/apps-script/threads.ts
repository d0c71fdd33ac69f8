import { Worker } from 'node:worker_threads';

/** Milliseconds after which a thread that nothing runs in is ended. */
const PATIENCE = 1000;

/**
 * Megabytes for what scripts hold: several times an answer of 50 MB. Without a limit a thread would keep what nobody needs
 * any more, as long as the machine has room.
 */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 12 };

const idle: Worker[] = [];

/** A thread in which no execution runs. Starting one takes longer than most executions, so those that are left over serve again. */
export function takeThread(code: string): Worker {
  const thread =
    idle.pop() ?? new Worker(code, { eval: true, execArgv: [], env: {}, resourceLimits: MEMORY });
  thread.ref();
  return thread;
}

/** Takes back a thread whose execution has ended by itself. What has ended otherwise must not come back. */
export function giveBack(thread: Worker): void {
  // Not all listeners: Node's own ones stay.
  for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event);
  // Neither the thread nor the timer keeps the process alive.
  thread.unref();
  idle.push(thread);
  setTimeout(() => {
    const place = idle.indexOf(thread);
    if (place < 0) return;
    idle.splice(place, 1);
    void thread.terminate();
  }, PATIENCE).unref();
}
