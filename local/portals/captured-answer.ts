import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByMonth } from './world';

/** The captured answer for the cloud, 2024-10 to 2024-12, word for word. */
export const CAPTURED_ANSWER = readFileSync(
  join(__dirname, 'captured', 'accounting-views_cloud_VO-DATE_2024-10_2024-12.json'),
  'utf8',
);

export const CAPTURED_MONTHS: readonly string[] = ['2024-10', '2024-11', '2024-12'];

/** Its data rows. An LHC VO's name is given in lower case too, as the rest of the world knows it. */
export function capturedCloud(): { name: string; cloudName: string; hours: ByMonth }[] {
  const rows = JSON.parse(CAPTURED_ANSWER) as Record<string, number | string>[];
  return rows
    .slice(
      0,
      rows.findIndex(({ id }) => id === 'Total'),
    )
    .map((row) => {
      const cloudName = String(row.id);
      const hours = CAPTURED_MONTHS.map((month) => [month, Number(row[month])] as const);
      return {
        name: cloudName.toLowerCase(),
        cloudName,
        hours: Object.fromEntries(hours.filter(([, value]) => value > 0)),
      };
    });
}
