import { plainLabel } from './labels';
import { readPeriod } from './periods';
import { voKey } from './vo-names';

/** Names of VOs are domain names: `vo.access.egi.eu`, `enmr.eu`. */
const DOMAIN_NAME = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.[\p{L}\p{N}_-]*\p{L}[\p{L}\p{N}_-]*$/u;
/** What users, or this product, write behind the name of a VO. */
const MARKED = /^\S+\s*\((closed\b[^()]*|VO)\)$/i;

/** Whether a label is the name of a VO by its looks: a dot and no blank. Older names, such as `alice`, have none. */
export function looksLikeVo(label: string): boolean {
  const text = plainLabel(label);
  if (readPeriod(text)) return false;
  return DOMAIN_NAME.test(voKey(text)) || MARKED.test(text);
}
