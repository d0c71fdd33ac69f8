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
export function acceptLargerSums(labels: readonly string[], month: Month): void {
  const { largerHours } = withLargerSums(loadSettings(), labels);
  const [problem] = Object.values(saveSettings({ largerHours: largerHours.join(', ') }, {}, month));
  if (problem !== undefined) throw new Failure(problem);
}
