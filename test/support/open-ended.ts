/** Whether a formula has a range such as `A2:A` or `B:B`, about which programs disagree; texts in it do not count. */
export const isOpenEnded = (formula: string): boolean =>
  /(?<![A-Z0-9_.])\$?[A-Z]{1,3}\$?\d*:\$?[A-Z]{1,3}(?![A-Z$]*\d)/iu.test(
    formula.replace(/"(?:[^"]|"")*"/gu, ''),
  );
