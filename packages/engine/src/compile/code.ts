import { procedures } from './procedures.ts';
import type { BinaryCode, Code, UnaryCode } from './program.ts';

/** Short makers of program code. They fold nothing: what depends on parameters alone is computed once in a run anyway. */
export const code = {
  constant: (value: number): Code => ({ op: 'constant', value }),
  slot: (slot: number): Code => ({ op: 'slot', slot }),
  time: { op: 'time' } satisfies Code as Code,
  timeStep: { op: 'timeStep' } satisfies Code as Code,
  startTime: { op: 'startTime' } satisfies Code as Code,
  stopTime: { op: 'stopTime' } satisfies Code as Code,
  unary: (name: UnaryCode, operand: Code): Code => ({ op: 'unary', function: name, operand }),
  binary: (name: BinaryCode, left: Code, right: Code): Code => ({ op: 'binary', function: name, left, right }),
  add: (left: Code, right: Code): Code => code.binary('add', left, right),
  subtract: (left: Code, right: Code): Code => code.binary('subtract', left, right),
  multiply: (left: Code, right: Code): Code => code.binary('multiply', left, right),
  divide: (left: Code, right: Code): Code => code.binary('divide', left, right),
  select: (test: Code, then: Code, otherwise: Code): Code => ({ op: 'select', test, then, otherwise }),
  lookup: (table: number, input: Code): Code => ({ op: 'lookup', table, input }),
} as const;

/** The codes directly inside a code. */
export function operandsOf(node: Code): readonly Code[] {
  switch (node.op) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'select':
      return [node.test, node.then, node.otherwise];
    case 'lookup':
      return [node.input];
    case 'element':
      return [node.index];
    default:
      return [];
  }
}

/** Calls `visit` with every slot that a code may read; for `element`, with each slot that the index may choose. */
export function eachSlot(node: Code, visit: (slot: number) => void): void {
  if (node.op === 'slot') visit(node.slot);
  if (node.op === 'procedure') node.inputs.forEach(visit);
  if (node.op === 'element') for (let offset = 0; offset < node.size; offset++) visit(node.base + offset);
  for (const operand of operandsOf(node)) eachSlot(operand, visit);
}

/** Whether a code's value changes in the course of a run though what it reads does not. */
export function variesByItself(node: Code): boolean {
  if (node.op === 'procedure') return procedures[node.procedure].varies;
  return node.op === 'time' || operandsOf(node).some(variesByItself);
}
