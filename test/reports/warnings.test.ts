import { describeWarnings } from '../../src/reports/warnings';

const failed = (message: string) => ({
  statistic: 'Users',
  result: 'failed',
  when: '2026-11-23 12:00',
  message,
});

test('a cause says how many VOs it is about where they are many, names few, and says whose trouble it is', () => {
  const error = 'The Operations Portal answered with an error (HTTP 500).';
  const lines = [
    `alice, cms, ops, biomed, vo.a.eu: ${error}`,
    `dteam: ${error}`,
    'The old figures are kept.',
  ];
  expect(describeWarnings([], [failed(lines.join('\n'))]).split('\n')).toEqual([
    `5 VOs: ${error} The trouble is there: refresh again later. (Users: failed, 2026-11-23 12:00)`,
    `dteam: ${error} The trouble is there: refresh again later. (Users: failed, 2026-11-23 12:00)`,
  ]);
});
