import fc from 'fast-check';
import { isLong } from '../../support/effort';
import { history } from '../../support/histories';
import { live, unexplained } from '../../support/lives';

const HISTORIES = isLong ? 500 : 2;

it(
  'whatever happens, each cell holds the figure of the portals, or what was said last names it',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        expect(unexplained(await live(steps))).toEqual([]);
      }),
      { seed: 12, numRuns: HISTORIES, endOnFailure: true },
    );
  },
  isLong ? 7_200_000 : 120_000,
);
