import { drawsNumbers } from '../equation/draws.ts';
import type { Call, Expression } from '../equation/expression.ts';
import { mapExpression, nodesOf } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';

/**
 * Functions that XMILE lacks and can say exactly, by name and number of arguments: the same arithmetic as in `compile/`, the arguments
 * being `a`, `b`, `c` and `d`.
 */
const standard: Readonly<Record<string, string>> = {
  'ZIDZ 2': 'IF ABS(b) < 0.000001 THEN 0 ELSE a / b',
  'XIDZ 3': 'IF ABS(b) < 0.000001 THEN c ELSE a / b',
  'INTEGER 1': 'IF a < 0 THEN -INT(-a) ELSE INT(a)',
  'TRUNCATE 1': 'IF a < 0 THEN -INT(-a) ELSE INT(a)',
  'QUANTUM 2': 'IF b <= 0 THEN a ELSE b * (IF a / b < 0 THEN -INT(-(a / b)) ELSE INT(a / b))',
  'MODULO 2': 'IF a < 0 THEN -((-a) MOD ABS(b)) ELSE a MOD ABS(b)',
  'FLOOR 1': 'INT(a)',
  'CEILING 1': '-INT(-a)',
  'POWER 2': 'a ^ b',
  'LOG 2': 'LN(a) / LN(b)',
  'SINH 1': '(EXP(a) - EXP(-a)) / 2',
  'COSH 1': '(EXP(a) + EXP(-a)) / 2',
  'TANH 1': '1 - 2 / (EXP(2 * a) + 1)',
  'GAMMA LN 1': 'GAMMALN(a)',
  'INITIAL 1': 'INIT(a)',
  'VMIN 1': 'MIN(a)',
  'VMAX 1': 'MAX(a)',
  'SMOOTH 2': 'SMTH1(a, b)',
  'SMOOTHI 3': 'SMTH1(a, b, c)',
  'SMOOTH3 2': 'SMTH3(a, b)',
  'SMOOTH3I 3': 'SMTH3(a, b, c)',
  'DELAY1I 3': 'DELAY1(a, b, c)',
  'DELAY3I 3': 'DELAY3(a, b, c)',
  'VENSIM STEP 2': 'IF TIME > b - DT * 0.499999 THEN a ELSE 0',
  'VENSIM PULSE 2':
    'IF TIME > a - DT * 0.499999 AND TIME < a + (IF b = 0 THEN DT ELSE b) - DT * 0.500001 THEN 1 ELSE 0',
  'PULSE TRAIN 4':
    'IF TIME > a - DT * 0.499999 AND TIME < d - DT * 0.500001 AND (IF c < MAX(b, DT) THEN 1 ELSE IF (TIME - a + DT * 0.500001) MOD c < MAX(b, DT) THEN 1 ELSE 0) THEN 1 ELSE 0',
};

const letters = ['a', 'b', 'c', 'd'];

/** The call said with functions that XMILE has; undefined where there is no exact way. */
export function inStandard(call: Call): Expression | undefined {
  const name = call.name
    .toUpperCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  const template = standard[`${name} ${call.arguments.length}`];
  const parsed = template === undefined ? undefined : parseEquation(template).expression;
  if (parsed === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const node of nodesOf(parsed)) {
    if (node.kind === 'reference') counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
  }
  if (call.arguments.some((each, index) => (counts.get(letters[index] ?? '') ?? 0) > 1 && drawsNumbers(each)))
    return undefined;
  return mapExpression(parsed, (node) => {
    const at = node.kind === 'reference' ? letters.indexOf(node.name) : -1;
    return call.arguments[at] ?? node;
  });
}
