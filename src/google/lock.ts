import { Failure } from '../failure';
import { finished } from './spreadsheet';

/** Milliseconds to wait for another execution that writes. */
const LOCK_TIMEOUT = 30_000;

/** Writes into the spreadsheet while nobody else does; others see all of it when they get the lock. */
export const writing = <T>(work: () => T): T => withLock(() => finished(work));

/**
 * Does something while no other execution of this script does such a thing. Such a lock ends with the execution.
 *
 * @throws Failure when others do not let go
 */
export function withLock<T>(work: () => T): T {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(LOCK_TIMEOUT)) {
    throw new Failure(
      'Another refresh is writing into the spreadsheet at the moment. Try again in a minute.',
    );
  }
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}
