import type { WasmFunction } from '../encode/function-builder.ts';
import { encodeModule, type WasmImport } from '../encode/module.ts';
import { exponential, exponentialOfSum, logarithm, power, powerOfPositive } from './exponential.ts';
import { kernelTables } from './exponential-tables.ts';
import { modulo, remainder } from './remainder.ts';
import { arctangent, circular, inverseCircular } from './trigonometric.ts';

/**
 * The mathematics that WebAssembly has no instructions for, emitted into every module and used by the interpreter too, so that
 * results do not depend on the host's own functions. Each stands at its place in every module that imports
 * `hostProcedure` and starts with `kernelFunctions`.
 */
export const kernelIndex = {
  exponentialOfSum: 1,
  exp: 2,
  ln: 3,
  power: 4,
  sin: 5,
  cos: 6,
  tan: 7,
  arctan: 8,
  arcsin: 9,
  arccos: 10,
  remainder: 11,
  modulo: 12,
  normalPower: 13,
  smallPower: 14,
} as const;

export const kernelFunctions: readonly WasmFunction[] = [
  exponentialOfSum('exponentialOfSum'),
  exponential('exp', kernelIndex.exponentialOfSum),
  logarithm('ln'),
  power('power', { ofNormal: kernelIndex.normalPower, ofSmall: kernelIndex.smallPower }),
  circular('sin', 'sine'),
  circular('cos', 'cosine'),
  circular('tan', 'tangent'),
  arctangent('arctan'),
  inverseCircular('arcsin', { which: 'arcsine', arctangentIndex: kernelIndex.arctan }),
  inverseCircular('arccos', { which: 'arccosine', arctangentIndex: kernelIndex.arctan }),
  remainder('remainder'),
  modulo('modulo', kernelIndex.remainder),
  powerOfPositive('normalPower', { ofSum: kernelIndex.exponentialOfSum, raised: 0 }),
  powerOfPositive('smallPower', { ofSum: kernelIndex.exponentialOfSum, raised: 54 }),
];

/** What must stand in the memory of every module that has `kernelFunctions`. */
export const kernelData = {
  address: kernelTables.address,
  bytes: new Uint8Array(Float64Array.from(kernelTables.numbers).buffer),
} as const;

/** Place 0 of every module: work that is done outside it, by number; gives the first result. */
export const hostProcedure = {
  module: 'host',
  name: 'procedure',
  parameters: ['i32'],
  results: ['f64'],
} as const satisfies WasmImport;

type UnaryName = 'exp' | 'ln' | 'sin' | 'cos' | 'tan' | 'arctan' | 'arcsin' | 'arccos';

/** The same functions, callable. Within 2 units in the last place of the true value over the range that each documents. */
export type Kernel = Readonly<
  Record<UnaryName, (x: number) => number> & Record<'power' | 'remainder' | 'modulo', (x: number, y: number) => number>
>;

/** One small module, made when this file is loaded; it holds no state. */
export const kernel: Kernel = instantiate();

function instantiate(): Kernel {
  const exported = Object.keys(kernelIndex);
  const module = new WebAssembly.Module(
    encodeModule({
      imports: [hostProcedure],
      functions: kernelFunctions,
      exported,
      memoryPages: 1,
      data: [kernelData],
    }),
  );
  return new WebAssembly.Instance(module, { host: { procedure: () => Number.NaN } }).exports as unknown as Kernel;
}
