import * as v from 'valibot';
import { UnexpectedAnswer } from './failures';
import { checkShape } from './json';
import {
  count,
  firstTwice,
  name,
  OPERATIONS_PORTAL,
  parseKeyed,
  wellFormed,
  withKey,
  type OperationsAccess,
} from './operations';
import type { PortalRequest } from './request';

/** Levels of VOs below a discipline: its own, and those of sub-disciplines. */
const LEVELS = 3;

interface DisciplineEntry {
  readonly name?: string | undefined;
  readonly vo?: readonly DisciplineEntry[] | undefined;
}

/** VOs, each by its name, and sub-disciplines, each by its own list. */
const disciplineEntries = (levels: number): v.GenericSchema<unknown, DisciplineEntry[]> =>
  v.array(
    v.pipe(
      v.object(
        {
          name: v.optional(name),
          NbUsers: v.optional(count),
          vo:
            levels > 1
              ? v.optional(disciplineEntries(levels - 1))
              : v.optional(v.never(`no more than ${LEVELS} levels of VOs are expected`)),
        },
        'VOs are expected',
      ),
      v.check(
        (entry) => entry.name !== undefined || entry.vo !== undefined,
        'a VO with its name is expected',
      ),
    ),
    'a list of VOs is expected',
  );

const disciplines = v.object(
  {
    discipline: v.pipe(
      v.array(
        v.object(
          {
            value: v.pipe(
              v.string('the name of a discipline is expected'),
              v.trim(),
              v.nonEmpty('the name of a discipline is expected'),
            ),
            NbVo: count,
            TotalSumNbUsers: count,
            vo: disciplineEntries(LEVELS),
          },
          'a discipline with its VOs is expected',
        ),
        'a list of disciplines is expected',
      ),
      v.nonEmpty('at least one discipline is expected'),
    ),
  },
  'an object with "discipline" is expected',
);

/** A scientific discipline with its VOs, those of its sub-disciplines included; a VO may stand under several. */
export interface Discipline {
  readonly name: string;
  readonly vos: readonly string[];
}

/** `GET /vo-metrics-disciplines/json`: the top disciplines, as of today. */
export const disciplinesRequest = ({ url, apiKey }: OperationsAccess): PortalRequest<Discipline[]> => ({
  portal: OPERATIONS_PORTAL,
  url: `${url}/vo-metrics-disciplines/json`,
  ...withKey(apiKey),
  isCached: true,
  parse: (body) => {
    const { discipline } = checkShape(OPERATIONS_PORTAL, disciplines, parseKeyed(body, url));
    const twice = firstTwice(discipline.map(({ value }) => value));
    if (twice !== undefined)
      throw new UnexpectedAnswer(OPERATIONS_PORTAL, `the discipline "${twice}" is there twice`);
    return discipline.map(({ value, vo }) => ({ name: value, vos: namesIn(vo) }));
  },
});

const namesIn = (entries: readonly DisciplineEntry[]): string[] =>
  entries.flatMap(({ name: vo, vo: below = [] }) => [
    ...(vo === undefined ? [] : [wellFormed(vo.trim())]),
    ...namesIn(below),
  ]);
