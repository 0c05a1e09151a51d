import { flatten, unsigned, vector, type Bytes } from './bytes.ts';
import { getLocal, setLocal, typeCode, type ValueType } from './instructions.ts';

/** A function of a module: its type and its code. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** Locals and instructions, without the size in front. */
  readonly body: Uint8Array;
}

/** Puts the statements of a function together, handing out its locals. */
export interface FunctionBuilder {
  /** Reads the parameter of that number. */
  readonly parameter: (index: number) => Bytes;
  /** Computes a value once; the result reads it wherever it is put. */
  readonly keep: (type: ValueType, value: Bytes) => Bytes;
  /** A variable: its number, for `setLocal` and `getLocal`. */
  readonly local: (type: ValueType) => number;
  readonly add: (...statements: Bytes[]) => void;
}

/**
 * Builds a function. `write` adds statements and returns the value that the function gives, or nothing.
 *
 * @example
 * ```ts
 * buildFunction({ name: 'square', parameters: ['f64'], results: ['f64'] }, ({ parameter }) => f64.multiply(parameter(0), parameter(0)));
 * ```
 */
export function buildFunction(
  { name, parameters, results }: Pick<WasmFunction, 'name' | 'parameters' | 'results'>,
  write: (builder: FunctionBuilder) => Bytes | void,
): WasmFunction {
  const locals: ValueType[] = [];
  const statements: Bytes[] = [];
  const local = (type: ValueType): number => parameters.length + locals.push(type) - 1;
  const result = write({
    parameter: getLocal,
    local,
    keep: (type, value) => {
      const index = local(type);
      statements.push(setLocal(index, value));
      return getLocal(index);
    },
    add: (...added) => void statements.push(...added),
  });
  const declared = vector(locals.map((type) => [unsigned(1), typeCode[type]]));
  return { name, parameters, results, body: flatten([declared, statements, result ?? [], 0x0b]) };
}
