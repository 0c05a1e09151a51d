import type { Conveyor, Flow, Stock } from '../model/model.ts';
import type { WriteContext } from './write-context.ts';
import { toXmileEquation } from './write-equation.ts';
import { element, tag, type Attributes } from './xml.ts';

/** `<conveyor>` of a stock, if it is one. */
export function writeConveyor(context: WriteContext, stock: Stock): string[] {
  const { conveyor } = stock;
  if (conveyor === undefined) return [];
  const part = (key: string, equation: string | undefined): string[] =>
    equation === undefined ? [] : [tag(key, toXmileEquation(context, { equation, variable: stock }))];
  return element('conveyor', optionsOf(conveyor), [
    ...part('len', conveyor.length),
    ...part('capacity', conveyor.capacity),
    ...part('in_limit', conveyor.inflowLimit),
    ...part('sample', conveyor.sample),
    ...part('arrest', conveyor.arrest),
  ]);
}

function optionsOf({ exponentialLeak, discrete, oneAtATime, batchIntegrity }: Conveyor): Attributes {
  return {
    ...(discrete === true ? { discrete: 'true' } : {}),
    ...(batchIntegrity === true ? { batch_integrity: 'true' } : {}),
    ...(oneAtATime === false ? { one_at_a_time: 'false' } : {}),
    ...(exponentialLeak ? { exponential_leak: 'true' } : {}),
  };
}

/** What a flow says of the conveyor that it enters or leaks from. */
export function conveyorAttributes({ leak, spread }: Flow): Attributes {
  return {
    ...(leak === undefined || leak.start === 0 ? {} : { leak_start: String(leak.start) }),
    ...(leak === undefined || leak.end === 1 ? {} : { leak_end: String(leak.end) }),
    ...(spread === undefined ? {} : { 'isee:spreadflow': spread }),
  };
}
