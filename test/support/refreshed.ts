import { TestWorld, type TestWorldOptions } from './world';

/** Gives each test a spreadsheet of its own, as it is after the first refresh. */
export function afterFirstRefresh(options: TestWorldOptions): () => Promise<TestWorld> {
  const refreshed = async (): Promise<TestWorld> => {
    const test = new TestWorld(options);
    await test.refresh();
    return test;
  };
  const begun = refreshed();
  return async () => (await begun).later();
}
