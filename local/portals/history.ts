import { capturedCloud } from './captured-answer';
import type { Activity, Member } from './cast';
import { chance } from './chance';
import { monthIndex } from './months';
import { CURVES, PUBLISHED_TOTALS, type Curve, type PublishedTotal } from './published';
import { roundHours, sumOfHours } from './world';

/** Hours of each VO by month, being made. */
export type Hours = Map<Member, Record<string, number>>;

/**
 * Hours of one infrastructure in the given months.
 * @param published whether to meet the published figures and the captured answer
 */
export function makeHours(
  infrastructure: 'cloud' | 'htc',
  members: readonly Member[],
  months: readonly string[],
  published: boolean,
): Hours {
  const hours: Hours = new Map(
    members.map((member) => [member, zeroRecords(member[infrastructure], months)]),
  );
  for (const month of months) {
    const active = members.flatMap((member) => {
      const activity = member[infrastructure];
      const here = activity !== undefined && month >= activity.from && month <= activity.until;
      return here ? [{ member, activity, curve: member.listed && CURVES[infrastructure][member.name] }] : [];
    });
    const sharing = active.filter(({ member, curve }) => member.listed && curve === undefined);
    const weights = sharing.map(({ member, activity }) => weight(member, activity, month));
    const share =
      hoursAt(CURVES[infrastructure].others, month) / weights.reduce((sum, value) => sum + value, 0);
    for (const { member, activity, curve } of active) {
      const wobble = 1 + 0.06 * (chance('wobble', member.name, month) - 0.5);
      const amount = curve
        ? hoursAt(curve, month) * wobble
        : weight(member, activity, month) * (member.listed ? share : 1);
      record(hours, member, month, roundHours(amount));
    }
  }
  if (published) {
    const fixed = infrastructure === 'cloud' ? takeCaptured(hours) : new Set<string>();
    for (const total of PUBLISHED_TOTALS) {
      if (total.infrastructure === infrastructure) meet(total, hours, fixed);
    }
  }
  return hours;
}

function record(hours: Hours, member: Member, month: string, value: number): void {
  const months = hours.get(member);
  if (months) months[month] = value;
}

function zeroRecords(activity: Activity | undefined, months: readonly string[]): Record<string, number> {
  const zeros = activity?.zeros.filter((month) => months.includes(month)) ?? [];
  return Object.fromEntries(zeros.map((month) => [month, 0]));
}

/** A VO starts small, and goes up and down by a fifth. */
function weight(member: Member, activity: Activity, month: string): number {
  const age = activity.from === '2020-01' ? 12 : monthIndex(month) - monthIndex(activity.from);
  return (
    activity.level * Math.min(1, (age + 1) / 4) * (1 + 0.4 * (chance('wobble', member.name, month) - 0.5))
  );
}

function hoursAt(curve: Curve, month: string): number {
  const next = curve.findIndex(([anchor]) => anchor >= month);
  const [beforeMonth, before] = curve.at(next === -1 ? -1 : Math.max(0, next - 1)) ?? ['', 0];
  const [afterMonth, after] = curve.at(next) ?? ['', 0];
  if (beforeMonth === afterMonth) return after;
  const way = monthIndex(month) - monthIndex(beforeMonth);
  return before * (after / before) ** (way / (monthIndex(afterMonth) - monthIndex(beforeMonth)));
}

/** Puts the captured hours in place; returns the months that are thereby fixed. */
function takeCaptured(hours: Hours): Set<string> {
  const fixed = new Set<string>();
  const members = new Map([...hours.keys()].map((member) => [member.name, member]));
  for (const captured of capturedCloud()) {
    const member = members.get(captured.name);
    for (const [month, value] of Object.entries(captured.hours)) {
      fixed.add(month);
      if (member) record(hours, member, month, value);
    }
  }
  return fixed;
}

/** Scales the hours of a published total's VOs and months; what rounding leaves over goes to the largest. */
function meet(published: PublishedTotal, hours: Hours, fixed: ReadonlySet<string>): void {
  const cells = [...hours]
    .filter(([{ name, listed }]) => listed && (published.vo === undefined || published.vo === name))
    .flatMap(([, months]) => Object.keys(months).map((month) => ({ months, month })))
    .filter(({ month }) => month >= published.from && month <= published.to);
  const valueOf = ({ months, month }: (typeof cells)[number]): number => months[month] ?? 0;
  const free = cells.filter(({ month }) => !fixed.has(month));
  const settled = sumOfHours(cells.filter(({ month }) => fixed.has(month)).map(valueOf));
  const factor = (published.total - settled) / sumOfHours(free.map(valueOf));
  for (const { months, month } of free) months[month] = roundHours((months[month] ?? 0) * factor);
  const largest = free.reduce((one, other) => (valueOf(other) > valueOf(one) ? other : one));
  const missing = sumOfHours([published.total, -sumOfHours(cells.map(valueOf))]);
  largest.months[largest.month] = sumOfHours([valueOf(largest), missing]);
}
