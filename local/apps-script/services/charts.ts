import { ServiceObject } from '../service-object';

/** Google's Charts service, of which only the words for charts in a spreadsheet are emulated. */
export class Charts extends ServiceObject {
  static override readonly enumerations = {
    ChartMergeStrategy: { MERGE_COLUMNS: 'MERGE_COLUMNS', MERGE_ROWS: 'MERGE_ROWS' },
    ChartType: {
      AREA: 'AREA',
      BAR: 'BAR',
      COLUMN: 'COLUMN',
      COMBO: 'COMBO',
      HISTOGRAM: 'HISTOGRAM',
      LINE: 'LINE',
      PIE: 'PIE',
      SCATTER: 'SCATTER',
      TABLE: 'TABLE',
    },
  };
}
