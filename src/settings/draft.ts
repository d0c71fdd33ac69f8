import { bestEffort } from '../google/best-effort';
import type { FieldValues } from './shown-field';

const NAME = 'draft';
/** Seconds; as long as Google's cache keeps anything. */
const LIFETIME = 21_600;

/** Keeps what whoever runs this has entered into the settings and not saved; nothing: forgets it. */
export function keepDraft(changed: FieldValues, cache = CacheService.getUserCache()): void {
  if (Object.keys(changed).length === 0) cache.remove(NAME);
  else cache.put(NAME, JSON.stringify(changed), LIFETIME);
}

/** What was entered and not saved; nothing where it is not known. */
export const loadDraft = (cache = CacheService.getUserCache()): FieldValues =>
  bestEffort(() => JSON.parse(cache.get(NAME) ?? '{}') as FieldValues) ?? {};
