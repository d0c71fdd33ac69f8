import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import { fillInKeyResults } from '../../support/key-results';
import { DASHBOARD, TestWorld } from '../../support/world';

const labels = (test: TestWorld): unknown[] => test.values(DASHBOARD).map(([first]) => first);

/** A dashboard of a version that did not have these rows yet: they are not there, and nobody has deleted them. */
async function without(first: string, count: number, ...parts: string[]): Promise<TestWorld> {
  const test = new TestWorld({ firstPeriod: '2026.04-06', vos: 3 });
  await test.refresh();
  test.sheet(DASHBOARD).deleteRows(labels(test).indexOf(first) + 1, count);
  const { document } = test.host.properties;
  const state = JSON.parse(document.state ?? '') as { dashboard: { made: string[] } };
  state.dashboard.made = state.dashboard.made.filter((part) => !parts.includes(part));
  document.state = JSON.stringify(state);
  return test;
}

it('a row that is new stands behind the others of its section, also after a refresh that was killed there', async () => {
  const test = await without('VO changes', 1, 'figures/VO changes');
  const whole = test.later();
  await whole.refreshOne('cloud-cpu');
  const at = labels(whole).indexOf('VO changes');
  expect(labels(whole).slice(at - 1, at + 2)).toEqual(['SLA HTC CPU/h', 'VO changes', '']);

  let isDead = false;
  const aroundCall: AroundCall = async ({ name }, proceed) => {
    const answer = await proceed();
    if (name !== 'Sheet.insertRowsAfter') return answer;
    isDead = true;
    throw new ExecutionDied();
  };
  const args = [{ how: 'panel', statistics: ['cloud-cpu'] }];
  await test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result.catch(() => undefined);
  expect(isDead).toBe(true);
  expect(labels(test)).not.toEqual(labels(whole));
  test.clock.advance(8 * 60_000);
  await test.refreshOne('cloud-cpu');
  expect(labels(test)).toEqual(labels(whole));
});

it('a row and a section below it that are new at once come out whole', async () => {
  const test = await without('Key result', 6, 'key results');
  fillInKeyResults(test, ['', 'Ours', 'HTC CPU/h', '2026.04-06', '2026.10-12', 5]);
  test.sheet(DASHBOARD).deleteRow(labels(test).indexOf('VO changes') + 1);
  const { document } = test.host.properties;
  document.state = (document.state ?? '').replace('"figures/VO changes",', '');
  await test.refreshOne('cloud-cpu');
  const shown = labels(test);
  expect(shown.filter((label) => label === 'VO changes')).toHaveLength(1);
  expect(shown.slice(shown.indexOf('Key result') - 1).slice(0, 3)).toEqual(['', 'Key result', 'Ours']);
});
