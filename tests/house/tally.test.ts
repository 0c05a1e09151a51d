import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readVitest } from '../../scripts/lib/tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'weir-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };

describe('readVitest', () => {
  it('readVitest counts tests', () => {
    const file = report({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [passed],
    });
    expect(readVitest(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('readVitest counts a file that cannot be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const file = report({
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [passed, broken],
    });
    expect(readVitest(file, 1).failed).toBe(1);
  });

  it('readVitest counts a run that ended badly as a failure though every test passed', () => {
    const file = report({
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [passed],
    });
    expect(readVitest(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('readVitest counts a run that left no report as a failure', () => {
    expect(readVitest(join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
