import type { SlaHoursId } from '../../domain/catalogue';
import { countOf, inThousands } from '../../domain/figures-in-words';
import { figureAt, seriesColumns, type Table } from '../../sheets/table';
import { countAndNames, type Summarise } from '../summarised';
import { slaLayout } from './tab';

/** The VOs that have hours under an agreement in a period, also 0; TOTAL is a column of the tab's own. */
const vosIn = (table: Table | undefined, label: string): string[] => {
  const own = slaLayout.columns.map(({ id }) => id);
  const vos = table ? seriesColumns(table).filter((id) => !own.includes(id)) : [];
  return vos.filter((vo) => table && figureAt(table, label, vo) !== undefined);
};

/** What the summary says of SLA hours: how many VOs they are of. */
export const summariseSlaHours =
  (id: SlaHoursId, title: string): Summarise =>
  ({ table: read }, { label }) => {
    const table = read(id, slaLayout);
    const total = table && figureAt(table, label, 'TOTAL');
    const vos = vosIn(table, label);
    if (!table || vos.length === 0)
      return [`${title}: not measured; no VO had an agreement in this quarter, or it was not asked for.`];
    return [
      `${title}: ${total === undefined ? 'no TOTAL' : inThousands(total)}, of ${countOf(vos.length, 'VO')} with an agreement.`,
    ];
  };

/** How many users the VOs have that have an agreement, for cloud or HTC. */
export const summariseUsersBehindSlas: Summarise = (sources, { label }) => {
  const vos = (['sla-cloud', 'sla-htc'] as const).flatMap((id) => vosIn(sources.table(id, slaLayout), label));
  const withAgreement = [...new Set(vos)];
  if (withAgreement.length === 0) return [];
  const figures = withAgreement.map((vo) => ({ vo, users: sources.ofVo('users', vo, label) }));
  const counted = figures.filter((one) => one.users !== undefined);
  const missing = figures.filter((one) => one.users === undefined).map(({ vo }) => vo);
  if (counted.length === 0) return ['Users behind SLAs: not measured in this quarter.'];
  const sum = counted.reduce((all, one) => all + (one.users ?? 0), 0);
  const without =
    missing.length === 0 ? '' : `; without a number of users: ${countAndNames(missing, sources.most)}`;
  return [`Users behind SLAs: ${inThousands(sum)} in ${countOf(counted.length, 'VO')}${without}.`];
};
