import type { Spreadsheet } from './apps-script/spreadsheet/spreadsheet';

const ROWS = [
  ['Customer', 'VO name', 'Status', 'Start', 'End', 'HTC', 'Cloud'],
  ['ALICE experiment', 'alice', 'FINALIZED', '01 Jan 2020', '31/12/2029', 'pledged', ''],
  ['Belle II', 'belle', 'FINALIZED', '01 Oct 2020', '30 March 2030', 'pledged', '200 vCPU'],
  ['Biomedical research', 'biomed', 'FINALIZED', '2021-01-01', '2029-12-31', 'opportunistic', '120 vCPU'],
  ['AI4EOSC', 'vo.ai4eosc.eu', 'FINALIZED', '1 October 2022', '31/12/2029', '', '1,500 vCPU'],
  [
    'EGI applications on demand',
    'vo.access.egi.eu',
    'FINALIZED',
    '01 Jan 2020',
    '31 Dec 2024',
    '',
    '100 vCPU',
  ],
  [
    'EGI applications on demand',
    'vo.access.egi.eu',
    'FINALIZED',
    '01 Jan 2025',
    '31 Dec 2029',
    '',
    '150 vCPU',
  ],
  ['EISCAT_3D', 'eiscat.se', 'DRAFT', '01 Jan 2026', '31 Dec 2029', '', '64 vCPU'],
];

/** Enters made-up agreements about VOs of the sample portals, as a person would: the tab SLAs is people's to fill. */
export function enterSampleAgreements(spreadsheet: Spreadsheet): void {
  const sheet = spreadsheet.insertSheet('SLAs', 0);
  const width = ROWS[0]?.length ?? 0;
  const cells = sheet.getRange(1, 1, ROWS.length, width).setNumberFormat('@').setValues(ROWS);
  cells.offset(0, 0, 1, width).setFontWeight('bold');
  sheet.setFrozenRows(1);
  [220, 180, 110, 120, 120, 110, 110].forEach((pixels, column) => sheet.setColumnWidth(column + 1, pixels));
}
