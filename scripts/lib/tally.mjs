import { existsSync, readFileSync } from 'node:fs';

/** Adds one count to another. */
export function addTo(tally, more) {
  for (const key of ['passed', 'failed', 'skipped']) tally[key] += more[key];
}

/**
 * Counts the tests of a vitest report. A file that could not be loaded counts as one failure, and so does a run that
 * ended badly without a failed test (an error outside every test).
 *
 * @param {string} file the JSON reporter's output
 * @param {number} code the exit code of the run
 */
export function readVitest(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
