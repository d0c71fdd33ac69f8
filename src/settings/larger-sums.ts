import { Failure } from '../failure';
import { periodOf, readPeriod, type Month } from '../domain/periods';
import { loadSettings, saveSettings, type Settings } from './settings';

/**
 * Settings with which further periods take the larger of two sums.
 *
 * @throws Failure naming what is no period
 */
export function withLargerSums(settings: Settings, labels: readonly string[]): Settings {
  const wrong = labels.find((label) => !readPeriod(label));
  if (wrong !== undefined)
    throw new Failure(`"${wrong}" is no period. Enter periods such as ${periodOf('2026-04').label}.`);
  return { ...settings, largerHours: [...new Set([...settings.largerHours, ...labels])].sort() };
}

/** Remembers that a person has accepted the larger of two sums for some periods. */
export const acceptLargerSums = (labels: readonly string[], month: Month): void => {
  save(withLargerSums(loadSettings(), labels).largerHours, month);
};

/** Forgets that for some periods. */
export const withdrawLargerSums = (labels: readonly string[], month: Month): void => {
  save(
    loadSettings().largerHours.filter((label) => !labels.includes(label)),
    month,
  );
};

function save(largerHours: readonly string[], month: Month): void {
  const [problem] = Object.values(saveSettings({ largerHours: largerHours.join(', ') }, {}, month));
  if (problem !== undefined) throw new Failure(problem);
}
