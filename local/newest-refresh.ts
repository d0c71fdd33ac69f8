import type { Workbook } from './apps-script/workbook/workbook';

/** The day, `2026-11-23`, of the newest refresh that the workbook remembers; undefined for none. */
export function newestRefresh({ scriptState }: Workbook): string | undefined {
  const { properties } = (scriptState ?? {}) as { properties?: { document?: Record<string, string> } };
  const days = Object.values(properties?.document ?? {}).flatMap((text) => Object.values(measuredOn(text)));
  return days
    .filter((day) => typeof day === 'string')
    .sort()
    .pop();
}

function measuredOn(text: string): Record<string, string> {
  try {
    return (JSON.parse(text) as { measuredOn?: Record<string, string> } | null)?.measuredOn ?? {};
  } catch {
    return {};
  }
}
