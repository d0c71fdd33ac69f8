import * as v from 'valibot';
import { CutOff, UnexpectedAnswer, WebPage } from './failures';

/** Whether an answer is a web page, such as a login or an error page, instead of data. */
export const isWebPage = (body: string): boolean => /^\s*</.test(body);

/** A text without the mark (U+FEFF) that some servers begin it with. */
const unmarked = (text: string): string => text.replace(/^\ufeff/, '');

/**
 * Reads an answer that must be JSON.
 *
 * @throws UnexpectedAnswer naming what came instead
 */
export function parseJson(portal: string, body: string): unknown {
  if (isWebPage(body)) throw new WebPage(portal);
  try {
    return JSON.parse(unmarked(body));
  } catch {
    throw new CutOff(portal);
  }
}

/**
 * Checks that an answer has the expected shape.
 *
 * @throws UnexpectedAnswer naming the first place that has not
 */
export function checkShape<T extends v.GenericSchema>(
  portal: string,
  schema: T,
  answer: unknown,
): v.InferOutput<T> {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new UnexpectedAnswer(portal, `${place === null ? '' : `at ${place}: `}${issue.message}`);
}
