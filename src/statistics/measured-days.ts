import type { Granularity } from '../domain/periods';
import type { State } from '../settings/state';

type Measured = Pick<State, 'measuredOn'>;
/** By what the day is remembered on which periods of a length were last measured. */
const keyOf = (id: string, granularity: Granularity): string =>
  granularity === 'quarter' ? id : `${id}.${granularity}`;

/** The day on which the newest periods of a length were last measured; '' for never. */
export const measuredDay = ({ measuredOn }: Measured, id: string, granularity: Granularity): string =>
  measuredOn[keyOf(id, granularity)] ?? measuredOn[id] ?? '';

/** Remembers that day; quarters come first, as only what differs from theirs is kept. */
export function noteDay(state: Measured, id: string, granularity: Granularity, day: string): void {
  const key = keyOf(id, granularity);
  const isTold = key === id ? day !== '' : day !== (state.measuredOn[id] ?? '');
  const others = Object.entries(state.measuredOn).filter(([name]) => name !== key);
  state.measuredOn = Object.fromEntries(isTold ? [...others, [key, day]] : others);
}
