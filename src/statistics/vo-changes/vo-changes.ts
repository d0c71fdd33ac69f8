import { Failure } from '../../failure';
import { OPERATIONS_PORTAL, voReportRequest, type OperationsAccess } from '../../portals/operations';
import { UnexpectedAnswer } from '../../portals/failures';
import { STATISTIC_TITLES, TAB_TITLES } from '../../domain/catalogue';
import { figureAt, isIncomplete } from '../../sheets/table';
import { voChangesLayout, voChangesWanted } from './tab';
import { voChanges, type VoChanges } from './figures';
import { allPeriods, type NotRefreshed, type Statistic } from '../statistic';
import { isRunning, periodsToAsk, monthOfDay } from '../../domain/periods';

/** VO changes: one request to the Operations Portal per period. */
export const voChangesStatistic: Statistic = {
  title: STATISTIC_TITLES['vo-changes'],
  refresh: (context) => {
    const { settings, client, history, today } = context;
    const access: OperationsAccess = { url: settings.operationsUrl, apiKey: context.apiKey() };
    const tab = context.tab('vo-changes', TAB_TITLES['vo-changes'], voChangesLayout);
    const table = tab.read();
    const periods = periodsToAsk(allPeriods(context), history, (label) => isIncomplete(table, label));
    const results = client.fetchAll(periods.map((period) => voReportRequest(access, period)));

    const figures = new Map<string, VoChanges>();
    const misses: NotRefreshed[] = [];
    results.forEach((result, index) => {
      const period = periods[index];
      if (!period) return;
      const miss = (failure: Failure): number => misses.push({ what: period, failure });
      const before = figureAt(table, period.label, 'total') ?? 0;
      if ('failure' in result) miss(result.failure);
      else if (result.value) {
        const changes = voChanges(result.value);
        if (changes.total === 0 && before > 0) miss(vanished(before));
        else figures.set(period.label, changes);
      } else if (!isRunning(period, monthOfDay(today)) || before > 0) miss(noReport());
    });
    return {
      periods,
      plans: figures.size === 0 ? [] : [context.update(tab, voChangesWanted(figures))],
      misses,
      warnings: [...figures].flatMap(([label, { warnings }]) =>
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
