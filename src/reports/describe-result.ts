import { STATISTIC_TITLES } from '../domain/catalogue';
import { readPeriod } from '../domain/periods';
import { listVos } from '../domain/vo-names';
import type { StatisticResult, WaitingFigure } from '../statistics/result';
import { describeChanges, describeLabels, describeRestatement } from './describe-changes';

/** What came of one statistic, in words; plain JSON. */
export interface ResultInWords extends Pick<StatisticResult, 'id' | 'result' | 'requests' | 'seconds'> {
  readonly title: string;
  /** The periods that were asked for. */
  readonly periods: string;
  /** What was (in a dry run: would be) changed; '' for nothing. */
  readonly changes: string;
  /** What failed and what was kept, and what is odd since now; '' when all is well. */
  readonly message: string;
}

/** Said only where each old figure is still there. */
export const KEPT = 'The old figures are kept.';

/** Whether a message says that each old figure is still there. */
export const saysKept = (message: string): boolean => message.split('\n').some((line) => line.endsWith(KEPT));

/** The words of a result, as the run log, the panel, the menu and mails have them. */
export const describeResult = (result: StatisticResult): ResultInWords => ({
  id: result.id,
  title: STATISTIC_TITLES[result.id],
  result: result.result,
  periods: describeLabels(result.periods),
  requests: result.requests,
  seconds: result.seconds,
  changes: describeChanges(result.changes),
  message: messageOfResult(result),
});

/** The same without remarks, which are no failures: nobody gets a mail about them, and the dashboard lists them elsewhere. */
export const describeFailure = (result: StatisticResult): ResultInWords =>
  describeResult({ ...result, remarks: [] });

function messageOfResult(result: StatisticResult): string {
  const { goesOn, notRefreshed, notBefore, waiting, remarks } = result;
  if (goesOn) {
    const why = notBefore === undefined ? OUT_OF_TIME : `${notRefreshed[0]?.reason ?? ''} ${IN_ANOTHER_RUN}`;
    const when = notBefore !== undefined && goesOn === 'by itself' ? AFTERWARDS : WHEN[goesOn];
    return `${why} ${when}`;
  }
  return [...describeNotRefreshed(result), ...describeWaiting(waiting), ...newOf(remarks)].join('\n');
}

/** A remark is made once, when it begins to hold; the dashboard lists it as long as it does. */
const newOf = (remarks: StatisticResult['remarks']): string[] =>
  remarks.filter(({ isNew }) => isNew).map(({ text }) => text);

const OUT_OF_TIME = 'Google ends a script after six minutes, so what is left is done in another run.';
const IN_ANOTHER_RUN = 'What is left is done in another run.';
const THEN_SHOWN = 'OKR Dashboard and the run log then show what came of it.';
const AFTERWARDS = `It starts by itself when that time is over; ${THEN_SHOWN}`;
const WHEN = {
  'by itself': `It starts by itself in about a minute; ${THEN_SHOWN}`,
  'with the next refresh': 'It starts with the next refresh.',
};

/** One line a reason, and whether the old figures are kept. */
function describeNotRefreshed({ notRefreshed: reasons, written, wasCutOff }: StatisticResult): string[] {
  if (reasons.length === 0) return [];
  const lines = reasons.map(({ periods, others, reason }) => {
    const what = [describeLabels(periods), others.length > 0 ? listVos(others) : ''];
    return [what.filter((words) => words !== '').join(', '), reason]
      .filter((words) => words !== '')
      .join(': ');
  });
  const isWhole = reasons.every(({ periods, others }) => periods.length + others.length === 0);
  // What is named by its period or VO was not written.
  if (!isWhole) return [...lines, wasCutOff ? PERHAPS_WRITTEN : KEPT];
  const kept = wasCutOff ? PERHAPS_WRITTEN : written.length === 0 ? KEPT : keptBut(written);
  return lines.map((line) => `${line} ${kept}`);
}

const PERHAPS_WRITTEN = 'It was cut off while it was at work, so some figures may be new.';

const keptBut = (tabs: readonly string[]): string =>
  `New figures were written into ${tabs.map((title) => `"${title}"`).join(', ')}; all other old figures are kept.`;

/** Figures of periods, and users of today, of whom no portal tells later. */
const describeWaiting = (figures: readonly WaitingFigure[]): string[] => [
  ...describePeriodsWaiting(figures.filter(({ where }) => readPeriod(where))),
  ...describeTodaysWaiting(figures.filter(({ where }) => !readPeriod(where))),
];

const describeTodaysWaiting = (figures: readonly WaitingFigure[]): string[] =>
  figures.length === 0
    ? []
    : [
        'Users of today would be fewer than before by more than is usual, and no portal tells them later. The old figures ' +
          'stay until a refresh on a later day gives about the same; OKR Stats > Refresh history... writes them at once.',
        ...figures.map(describeRestatement),
      ];

function describePeriodsWaiting(figures: readonly WaitingFigure[]): string[] {
  const [any] = figures;
  if (!any) return [];
  return [
    `Figures would change by more than ${any.threshold} % although they were measured after their end. Their old figures ` +
      'stay until a refresh on a later day gives the same; OKR Stats > Refresh history... shows what it would ' +
      'write, and writes it at once.',
    ...figures.map(describeRestatement),
  ];
}
