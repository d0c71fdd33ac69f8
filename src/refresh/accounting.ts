import { Views, type AccountingSource } from '../portals/accounting';
import type { Asker } from '../portals/ask';
import type { Settings } from '../settings/settings';

/** Where the CPU/h of a refresh come from. */
export function accountingSource(
  { accountingUrl, cloudMetric, htcMetric, voGroup, localJobs }: Settings,
  asker: Asker,
): AccountingSource {
  return new Views(asker, accountingUrl, {
    cloud: { metric: cloudMetric, voGroup, localJobs },
    egi: { metric: htcMetric, voGroup, localJobs },
  });
}
