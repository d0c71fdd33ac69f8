import { monthOfDay } from '../../domain/periods';
import { countOf, inThousands } from '../../domain/figures-in-words';
import { figureAt, valueAt } from '../../sheets/table';
import type { Summarise } from '../summarised';
import { okrUsersLayout } from './okr-tab';

/** What the summary says of users: how many VOs they are of, and of which day those are that are known of today only. */
export const summariseUsers: Summarise = ({ table: read }, { label, lastMonth }) => {
  const table = read('okr-users', okrUsersLayout);
  const figure = (column: string): number | undefined => table && figureAt(table, label, column);
  const [actual, active, total] = [figure('actual'), figure('active'), figure('total')];
  const vos = figure('vos');
  // A date that users have typed is none as text, and on one behind the quarter only actual users were asked for.
  const day = table ? String(valueAt(table, label, 'asOf')).slice(0, 'yyyy-MM-dd'.length) : '';
  const asOf = monthOfDay(day) <= lastMonth ? day : '';
  if (!table || actual === undefined) return ['Users: not measured in this quarter.'];
  const ofDay =
    active === undefined || total === undefined
      ? 'active and total users were not asked for while the quarter ran'
      : `active users ${inThousands(active)} and total users ${inThousands(total)}${asOf === '' ? ', asked for while the quarter ran' : `, as of ${asOf}`}`;
  const inVos = vos === undefined ? '' : ` in ${countOf(vos, 'VO')} with a number of users`;
  return [`Users: ${inThousands(actual)}${inVos}; ${ofDay}.`];
};
