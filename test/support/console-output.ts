/** Keeps what is said on the console in each test of a file from being printed. @returns what the test at hand has said so far */
export function consoleOutput(): () => readonly string[] {
  let said: string[] = [];
  beforeEach(() => {
    said = [];
    for (const stream of ['log', 'error'] as const)
      jest
        .spyOn(console, stream)
        .mockImplementation((...texts: unknown[]) => void said.push(texts.join(' ')));
  });
  afterEach(() => jest.restoreAllMocks());
  return () => said;
}
