import type { AroundCall } from '../../../local/apps-script/execution';
import { CLOUD, HTC, TestWorld } from '../../support/world';
import { restated } from '../../support/restated';

type Sheet = ReturnType<TestWorld['sheet']>;

/** A spreadsheet with figures, and portals that now give others everywhere. */
async function refreshed(): Promise<TestWorld> {
  const first = new TestWorld({ statistics: ['cloud-cpu'], settings: { restatementThreshold: '999' } });
  await first.refresh();
  first.sheet(CLOUD).getRange('K1').setValue('Follow-up actions');
  first.labels(CLOUD).forEach((label, index) =>
    first
      .sheet(CLOUD)
      .getRange(index + 2, 11)
      .setValue(`about ${label}`),
  );
  return first.later({ world: restated(first.world) });
}

/** A refresh during which somebody does something: when the tab is read and the portals are asked. */
function refreshWhile(test: TestWorld, change: (sheet: Sheet) => void, as?: string): Promise<unknown> {
  let isDone = false;
  const aroundCall: AroundCall = (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll' && !isDone) {
      isDone = true;
      change(test.sheet(CLOUD));
    }
    return proceed();
  };
  const start = { origin: 'panel', args: [{ how: 'panel' }], aroundCall } as const;
  return test.run('runRefresh', as === undefined ? start : { ...start, as });
}

/** What stands in the rows of periods, by header; without columns that people have added meanwhile. */
function figures(test: TestWorld, title = CLOUD): Record<string, Record<string, unknown>> {
  const values = test.values(title);
  const headers = values.find((row) => row.includes('Period'))?.map(String) ?? [];
  const own = headers.filter((header) => header !== '' && header !== 'our column');
  const rows = values
    .map((row) => Object.fromEntries(own.map((header) => [header, row[headers.indexOf(header)]])))
    .filter(({ Period }) => String(Period).startsWith('20'));
  return Object.fromEntries(rows.map((row) => [String(row.Period), row]));
}

let base: TestWorld;
let wanted: ReturnType<typeof figures>;
beforeAll(async () => {
  base = await refreshed();
  const alone = base.later();
  await alone.refresh();
  wanted = figures(alone);
  expect(wanted).not.toEqual(figures(base));
});

describe('while the portals are asked, somebody may', () => {
  it.each<[string, (sheet: Sheet) => void, string?]>([
    ['rename the tab', (sheet) => sheet.setName('Cloud'), 'Cloud'],
    ['hide the tab', (sheet) => sheet.hideSheet()],
    ['insert rows', (sheet) => sheet.insertRowsBefore(1, 2)],
    [
      'insert a row of their own between the others',
      (sheet) => {
        sheet.insertRowsAfter(3, 1);
        sheet.getRange(4, 1, 1, 2).setValues([['Total', '=SUM(B2:B3)']]);
      },
    ],
    [
      'insert a column',
      (sheet) => {
        sheet.insertColumnsBefore(2, 1);
        sheet.getRange(1, 2).setValue('our column');
      },
    ],
    ['delete a column of their own', (sheet) => sheet.deleteColumns(10, 1)],
    [
      'reverse the rows',
      (sheet) => {
        const range = sheet.getRange(2, 1, 5, 11);
        range.setValues([...range.getValues()].reverse());
      },
    ],
    ['filter the rows', (sheet) => void sheet.getRange('A1:K6').createFilter()],
    ['delete a row, which comes back', (sheet) => sheet.deleteRows(4, 1)],
  ])('%s: every figure comes into its place', async (what, change, title = CLOUD) => {
    const test = base.later();
    expect(await refreshWhile(test, change)).toMatchObject([{ result: 'done' }]);
    const got = figures(test, title);
    const isLost = what.startsWith('delete a row');
    const label = Object.keys(wanted)[2] ?? '';
    const lost = { ...wanted[label], 'Follow-up actions': '' };
    expect(got).toEqual(isLost ? { ...wanted, [label]: lost } : wanted);
  });

  it('delete the tab: it is made anew', async () => {
    const test = base.later();
    expect(await refreshWhile(test, (sheet) => test.spreadsheet.deleteSheet(sheet))).toMatchObject([
      { result: 'done' },
    ]);
    expect(test.cell(CLOUD, '2026.07-09', 'CPU/h')).toBe(wanted['2026.07-09']?.['CPU/h']);
  });

  it.each<[string, (sheet: Sheet) => void, RegExp]>([
    [
      'give a label twice',
      (sheet) => sheet.getRange(3, 1).setValue('2026.07-09'),
      /^In tab "Accounting Cloud CPU\/h" 2026\.07-09 stands twice, in A3 and A5\. Remove or rename one of them\./,
    ],
    [
      'protect the tab',
      (sheet) => {
        const protection = sheet.protect();
        protection.removeEditors(protection.getEditors().map((editor) => editor.getEmail()));
      },
      /^Tab "Accounting Cloud CPU\/h" has protected cells that you may not edit/,
    ],
  ])('%s: nothing is written, and the tab is named', async (_, change, message) => {
    const test = base.later();
    let changed = {};
    const changeAndNote = (sheet: Sheet): void => {
      change(sheet);
      changed = figures(test);
    };
    const results = await refreshWhile(test, changeAndNote, 'b@example.org');
    const [result] = results as { result: string; message: string }[];
    expect(result?.result).toBe('failed');
    expect(result?.message).toMatch(message);
    expect(figures(test)).toEqual(changed);
  });
});

it('a statistic keeps off the tab of another one that has been given its title, until that has another', async () => {
  const test = new TestWorld({ vos: 4, firstPeriod: '2026.07-09', statistics: ['cloud-cpu', 'htc-cpu'] });
  await test.refreshOne('cloud-cpu');
  test.sheet(CLOUD).setName(HTC);
  const before = test.values(HTC);
  expect(await test.refreshOne('htc-cpu')).toMatchObject({
    result: 'failed',
    message: `The tab "${HTC}" has other figures already. Rename it, or enter another title in the settings. The old figures are kept.`,
  });
  expect(test.values(HTC)).toEqual(before);
  test.sheet(HTC).setName(CLOUD);
  expect(await test.refreshOne('htc-cpu')).toMatchObject({ result: 'done' });
  expect(test.values(CLOUD)).toEqual(before);
});
