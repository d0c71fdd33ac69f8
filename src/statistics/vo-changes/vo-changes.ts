import type { Failure } from '../../failure';
import { OPERATIONS_PORTAL, voReportRequest, type OperationsAccess } from '../../portals/operations';
import { UnexpectedAnswer } from '../../portals/failures';
import { STATISTIC_TITLES, TAB_TITLES } from '../../domain/catalogue';
import { figureAt, isIncomplete } from '../../sheets/table';
import { voChangesKeyFigures, voChangesTrend } from './key-figures';
import { voChangesLayout, voChangesWanted } from './tab';
import { voChanges } from './figures';
import { sortOutcomes } from '../sort-outcomes';
import { allPeriods, type Statistic } from '../statistic';
import { isRunning, periodsToAsk, monthOfDay, type Period } from '../../domain/periods';

/** VO changes: one request to the Operations Portal per period. */
export const voChangesStatistic: Statistic = {
  title: STATISTIC_TITLES['vo-changes'],
  keyFigures: voChangesKeyFigures,
  trend: voChangesTrend,
  refresh: (context) => {
    const { settings, client, history, today } = context;
    const access: OperationsAccess = { url: settings.operationsUrl, apiKey: context.apiKey() };
    const tab = context.tab('vo-changes', TAB_TITLES['vo-changes'], voChangesLayout);
    const table = tab.read();
    const periods = periodsToAsk(allPeriods(context), history, (label) => isIncomplete(table, label));
    const results = client.fetchAll(periods.map((period) => voReportRequest(access, period)));

    const before = ({ label }: Period): number => figureAt(table, label, 'total') ?? 0;
    const { figures, misses } = sortOutcomes(periods, results, {
      figures: (report, period) => {
        const changes = voChanges(report);
        return changes.total === 0 && before(period) > 0 ? vanished(before(period)) : changes;
      },
      doubtAboutNothing: (period) =>
        isRunning(period, monthOfDay(today)) && before(period) === 0 ? undefined : noReport(),
    });
    return {
      periods,
      plans: figures.size === 0 ? [] : [context.update(tab, voChangesWanted(figures))],
      misses,
      waiting: [],
      remarks: [...figures].flatMap(([label, { warnings }]) =>
        warnings.map((warning) => `${label}: ${warning}`),
      ),
      hasFigures: figures.size > 0,
    };
  },
};

const noReport = (): Failure => new UnexpectedAnswer(OPERATIONS_PORTAL, 'it holds no report of VOs');

/** What has happened stays so: none at all any more is more likely a fault than a fact. */
const vanished = (before: number): Failure =>
  new UnexpectedAnswer(OPERATIONS_PORTAL, `it holds no changes of VOs any more, where it held ${before}`);
