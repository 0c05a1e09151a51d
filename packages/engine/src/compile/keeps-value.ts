import type { Rule } from './builder.ts';
import { eachSlot, variesByItself } from './code.ts';
import type { Code } from './program.ts';

/** Whether a code has one value all through a run: it rests on parameters and on what is computed once at the start alone. */
export function keepsValue(node: Code, rules: readonly Rule[]): boolean {
  const seen = new Set<number>();
  const open: Code[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (variesByItself(next)) return false;
    const reads: number[] = [];
    eachSlot(next, (slot) => reads.push(slot));
    for (const slot of reads) {
      if (seen.has(slot)) continue;
      seen.add(slot);
      const rule = rules[slot];
      if (rule === undefined) return false;
      if (rule.kind === 'parameter' || rule.kind === 'frozen') continue;
      if (rule.kind === 'written') open.push({ op: 'slot', slot: rule.by });
      else if (rule.kind === 'formula' && rule.initial === undefined) open.push(rule.code);
      else return false;
    }
  }
  return true;
}
