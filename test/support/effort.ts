/** Whether tests that have a long form run in it (`npm run test:long`): all cases there are, instead of the sample that fits into every run. */
export const isLong = process.env.OKR_STATS_TESTS === 'long';
