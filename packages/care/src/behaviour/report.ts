import type { GeneralModel } from '../types.ts';
import { findingReports } from './findings.ts';
import { historyReport } from './history-report.ts';
import { makeLab } from './lab.ts';

/** One test: what was asked, what came out, and whether it agrees. */
export interface BehaviourTest {
  readonly id: string;
  readonly title: string;
  /** `reported`: there is nothing to pass; the figures are the result. */
  readonly outcome: 'pass' | 'fail' | 'reported';
  /** Paragraphs and tables in Markdown. */
  readonly body: string;
}

/** All behaviour tests of the general model. */
export function behaviourTests(general: GeneralModel): readonly BehaviourTest[] {
  const lab = makeLab(general);
  return [historyReport(general, lab), ...findingReports(lab)];
}

/** The report as a page of the documentation. */
export function behaviourMarkdown(general: GeneralModel): string {
  const tests = behaviourTests(general);
  const sections = tests.map(
    ({ id, title, outcome, body }) =>
      `## ${id}. ${title}\n\n**${outcome === 'reported' ? 'Reported' : outcome === 'pass' ? 'Agrees' : 'Does not agree'}.** ${body}\n`,
  );
  return [
    '# How the general model behaves\n',
    'Written by `node scripts/behaviour.mjs` from runs of the model; changes here are lost. Each finding is computed with central values and levers moved at once in 2026. A finding that does not agree is shown as it is. Integrity (children conserved, no stock below zero, extremes, the step) is tested in `packages/care/test/model.test.ts`.\n',
    ...sections,
  ].join('\n');
}
