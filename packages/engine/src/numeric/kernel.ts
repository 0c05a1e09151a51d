import type { WasmFunction } from '../encode/function-builder.ts';
import { encodeModule } from '../encode/module.ts';
import { exponential, exponentialOfSum, logarithm, power, powerOfPositive } from './exponential.ts';
import { modulo, remainder } from './remainder.ts';
import { arctangent, circular, inverseCircular } from './trigonometric.ts';

/**
 * The mathematics that WebAssembly has no instructions for, emitted into every module and used by the interpreter too, so that
 * results do not depend on the host's own functions. Each stands at its place in `kernelFunctions` in every module that starts
 * with them.
 */
export const kernelIndex = {
  exponentialOfSum: 0,
  exp: 1,
  ln: 2,
  power: 3,
  sin: 4,
  cos: 5,
  tan: 6,
  arctan: 7,
  arcsin: 8,
  arccos: 9,
  remainder: 10,
  modulo: 11,
  plainPower: 12,
  precisePower: 13,
} as const;

export const kernelFunctions: readonly WasmFunction[] = [
  exponentialOfSum('exponentialOfSum'),
  exponential('exp', kernelIndex.exponentialOfSum),
  logarithm('ln'),
  power('power', { plain: kernelIndex.plainPower, precise: kernelIndex.precisePower }),
  circular('sin', 'sine'),
  circular('cos', 'cosine'),
  circular('tan', 'tangent'),
  arctangent('arctan'),
  inverseCircular('arcsin', { which: 'sine', arctangentIndex: kernelIndex.arctan }),
  inverseCircular('arccos', { which: 'cosine', arctangentIndex: kernelIndex.arctan }),
  remainder('remainder'),
  modulo('modulo', kernelIndex.remainder),
  powerOfPositive('plainPower', { ofSum: kernelIndex.exponentialOfSum, precise: false }),
  powerOfPositive('precisePower', { ofSum: kernelIndex.exponentialOfSum, precise: true }),
];

type UnaryName = 'exp' | 'ln' | 'sin' | 'cos' | 'tan' | 'arctan' | 'arcsin' | 'arccos';

/** The same functions, callable. Within 2 units in the last place of the true value over the range that each documents. */
export type Kernel = Readonly<
  Record<UnaryName, (x: number) => number> & Record<'power' | 'remainder' | 'modulo', (x: number, y: number) => number>
>;

/** One small module, made when this file is loaded; it holds no state. */
export const kernel: Kernel = instantiate();

function instantiate(): Kernel {
  const exported = Object.keys(kernelIndex);
  const module = new WebAssembly.Module(encodeModule({ functions: kernelFunctions, exported }));
  return new WebAssembly.Instance(module).exports as unknown as Kernel;
}
