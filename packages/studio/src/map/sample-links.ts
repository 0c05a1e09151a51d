import { toId } from '@weir/engine';
import type { SystemLink } from './system-graph.ts';

/** The links of `sampleModel`, one a line: cause, sign, effect. */
export const sampleLinks: readonly SystemLink[] = [
  'plans started + plans open',
  'plans closed - plans open',
  'start rate + plans started',
  'plans open + plans closed',
  'time on a plan - plans closed',
  'caseload per worker - plans closed',
  'effect of caseload ? plans closed',
  'hired + social workers',
  'left - social workers',
  'burnout switch + hired',
  'social workers + left',
  'burnout switch + left',
  'stress + left',
  'plans open + caseload per worker',
  'social workers - caseload per worker',
  'caseload per worker + stress',
].map((line) => {
  const [, from = '', sign = '?', to = ''] = /^(.*) ([-+?]) (.*)$/.exec(line) ?? [];
  return { from: toId(from), to: toId(to), sign: sign === '+' || sign === '-' ? sign : '?' };
});
