import { flatten, name, sized, unsigned, vector, type Bytes } from './bytes.ts';
import type { WasmFunction } from './function-builder.ts';
import { i32, typeCode, type ValueType } from './instructions.ts';

/** A function that the module is given from outside. */
export interface WasmImport {
  readonly module: string;
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A module to encode: functions that call one another by their place, imports counted first, and at most one memory of its own. */
export interface WasmModule {
  readonly imports?: readonly WasmImport[];
  readonly functions: readonly WasmFunction[];
  /** Names of the functions that can be called from outside. */
  readonly exported: readonly string[];
  /** Pages of 64 KiB to start with; exported as `memory`. Absent: none. */
  readonly memoryPages?: number;
  /** What stands in memory at the beginning, each from its address on. */
  readonly data?: readonly { readonly address: number; readonly bytes: Uint8Array }[];
}

/** The module in WebAssembly's binary format, version 1. */
export function encodeModule({
  imports = [],
  functions,
  exported,
  memoryPages,
  data = [],
}: WasmModule): Uint8Array<ArrayBuffer> {
  const types = [...imports, ...functions].map(({ parameters, results }) => [
    0x60,
    vector(parameters.map((type) => [typeCode[type]])),
    vector(results.map((type) => [typeCode[type]])),
  ]);
  const exports: Bytes[] = functions.flatMap((each, index) =>
    exported.includes(each.name) ? [[name(each.name), 0x00, unsigned(imports.length + index)]] : [],
  );
  if (memoryPages !== undefined) exports.push([name('memory'), 0x02, unsigned(0)]);
  return flatten([
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, vector(types)),
    imports.length === 0
      ? []
      : section(2, vector(imports.map((each, index) => [name(each.module), name(each.name), 0x00, unsigned(index)]))),
    section(3, vector(functions.map((_, index) => unsigned(imports.length + index)))),
    memoryPages === undefined ? [] : section(5, vector([[0x00, unsigned(memoryPages)]])),
    section(7, vector(exports)),
    section(10, vector(functions.map(({ body }) => [unsigned(body.length), body]))),
    data.length === 0
      ? []
      : section(11, vector(data.map(({ address, bytes }) => [0x00, i32.constant(address), [0x0b], sized(bytes)]))),
  ]);
}

function section(id: number, content: Bytes): Bytes {
  return [id, sized(content)];
}
