import { notAvailable, slack } from '../compile/primitives.ts';
import type { GraphicalFunction } from '../model/model.ts';
import { numberInC } from './native-number.ts';

/** Up to so many points are counted rather than searched: gcc compares several at once and does not branch. */
const mostCounted = 16;

/** The C function `table<index>(double)` of a graphical function: what `lookUp` in compile/primitives.ts says, the same arithmetic. */
export function tableInC({ x, y, mode }: GraphicalFunction, index: number): string {
  const last = x.length - 1;
  const [xs, ys] = [`xs${index}`, `ys${index}`];
  const list = (values: readonly number[]): string => values.map(numberInC).join(', ');
  const near = `double near = lesser(greater(${slack.share} * fabs(v), ${slack.least}), ${slack.most});`;
  const found = (reach: string): string => `long i = ${passed(x, { xs, reach })};`;
  const between = `return ${ys}[i] + (v - ${xs}[i]) / (${xs}[i + 1] - ${xs}[i]) * (${ys}[i + 1] - ${ys}[i]);`;
  const body = {
    continuous:
      last === 0
        ? [`return ${ys}[0];`]
        : [
            `if (v < ${xs}[0]) return ${ys}[0];`,
            `if (v >= ${xs}[${last}]) return ${ys}[${last}];`,
            found('v'),
            between,
          ],
    extrapolate:
      last === 0 ? [`return ${ys}[0];`] : [found('v'), `i = i < 0 ? 0 : i > ${last - 1} ? ${last - 1} : i;`, between],
    discrete: [near, found('v + near'), `return ${ys}[i < 0 ? 0 : i];`],
    forward: [near, found('v - near'), `return ${ys}[i < ${last} ? i + 1 : ${last}];`],
    raw: [near, found('v + near'), `return i >= 0 && ${xs}[i] >= v - near ? ${ys}[i] : ${numberInC(notAvailable)};`],
  }[mode];
  return [
    `static const double ${xs}[] = {${list(x)}}, ${ys}[] = {${list(y)}};`,
    `static inline double table${index}(double v) {`,
    '  if (v != v) return v;',
    ...body.map((line) => `  ${line}`),
    '}',
  ].join('\n');
}

/** The last point at or before what is in reach, -1 before the first: by arithmetic where the points are evenly spaced. */
function passed(x: readonly number[], { xs, reach }: { xs: string; reach: string }): string {
  const [first = 0, end = 0] = [x[0], x.at(-1)];
  const width = (end - first) / (x.length - 1);
  const even = x.length > 2 && x.every((each, index) => Math.abs(each - first - index * width) <= 1e-9 * width);
  if (even) return `passed_even(${xs}, ${x.length}, ${numberInC(1 / width)}, ${reach})`;
  return `${x.length <= mostCounted ? 'passed_counted' : 'passed_searched'}(${xs}, ${x.length}, ${reach})`;
}

/** What the functions of tables call. */
export const tableHelpersInC = `
static inline long passed_even(const double *x, long count, double parts, double v) {
  double place = (v - x[0]) * parts;
  long i = place < 0 ? -1 : place >= count ? count - 1 : (long)place;
  if (i + 1 < count && v >= x[i + 1]) return i + 1;
  return i >= 0 && v < x[i] ? i - 1 : i;
}
static inline long passed_counted(const double *x, long count, double v) {
  long passed = -1;
  for (long i = 0; i < count; i++) passed += x[i] <= v;
  return passed;
}
static inline long passed_searched(const double *x, long count, double v) {
  long low = -1, high = count - 1;
  while (low < high) {
    long middle = (low + high + 1) >> 1;
    if (x[middle] <= v) low = middle; else high = middle - 1;
  }
  return low;
}`;
