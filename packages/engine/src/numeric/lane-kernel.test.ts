import { expect, test } from 'vitest';
import { buildFunction } from '../encode/function-builder.ts';
import { call, during, getLocal, i32, setLocal } from '../encode/instructions.ts';
import { encodeModule } from '../encode/module.ts';
import { v128 } from '../encode/vector-instructions.ts';
import { uniform } from '../random/uniform.ts';
import { hostProcedure, kernel, kernelData, kernelFunctions } from './kernel.ts';
import { laneFunctions, laneIndex } from './lane-kernel.ts';
import { lanes } from './numbers.ts';

const unaryNames = ['exp', 'ln', 'sin', 'cos', 'tan', 'arctan', 'arcsin', 'arccos'] as const;
const binaryNames = ['power', 'remainder', 'modulo'] as const;
const functionsOfLanes = laneFunctions(lanes);
const pages = 4;
/** Where the numbers begin: what the mathematics reads stands before. */
const start = 65_536;
/** Numbers that fit into each third of the memory from there. */
const count = (pages * 65_536 - start) / 8 / 3;

/** For each function one that applies it to `count` numbers from `start` and from `8 * count` beyond, two at a time, and puts what it gives behind. */
const { exports } = new WebAssembly.Instance(
  new WebAssembly.Module(
    encodeModule({
      imports: [hostProcedure],
      functions: [
        ...kernelFunctions,
        ...functionsOfLanes,
        ...[...unaryNames, ...binaryNames].map((name) =>
          buildFunction({ name: `all ${name}`, parameters: [], results: [] }, ({ add, local }) => {
            const index = local('i32');
            const operands = [v128.load(getLocal(index), start), v128.load(getLocal(index), start + 8 * count)];
            const value = call(
              laneIndex[name],
              ...operands.slice(0, functionsOfLanes[laneIndex[name] - laneIndex.exp]?.parameters.length),
            );
            add(
              during(
                i32.less(getLocal(index), i32.constant(8 * count)),
                v128.store(getLocal(index), value, start + 16 * count),
                setLocal(index, i32.add(getLocal(index), i32.constant(16))),
              ),
            );
          }),
        ),
      ],
      exported: [...unaryNames, ...binaryNames].map((name) => `all ${name}`),
      memoryPages: pages,
      data: [kernelData],
    }),
  ),
  { host: { procedure: () => Number.NaN } },
);
const { memory, ...functions } = exports as unknown as { memory: WebAssembly.Memory } & Record<string, () => void>;
const numbers = new Float64Array(memory.buffer, start);

const edges = [0, -0, 1, -1, 0.5, 2, -2, 3, 8, 8.5, -9, 1e-320, -1e-320, 2 ** -1022, 1e308, -1e308, 709.78, 709.8, -745.13, -745.3, 2 ** 45, 2 ** 46, 2 ** -28, Math.PI, Infinity, -Infinity, NaN]; // prettier-ignore
const bits = new DataView(new ArrayBuffer(8));

/** A number of one of several kinds: of ordinary size, near 1, whole, of any size, of any bits, or an edge. */
function draw(member: number, variable: number): number {
  const part = (step: number): number => uniform({ seed: 5, member, variable, step });
  const signed = part(0) * 2 - 1;
  switch (Math.floor(part(1) * 8)) {
    case 0:
    case 1:
      return signed * 10;
    case 2:
      return part(0) * 100;
    case 3:
      return 1 + signed * 1e-3;
    case 4:
      return Math.round(signed * 50);
    case 5:
      return 2 ** (signed * 1070);
    case 6:
      bits.setUint32(0, part(0) * 2 ** 32);
      bits.setUint32(4, part(2) * 2 ** 32);
      return bits.getFloat64(0);
    default:
      return edges[Math.floor(part(0) * edges.length)] ?? 0;
  }
}

const rounds = 8;

test.each([...unaryNames, ...binaryNames])('lane %s gives in both lanes the bits that the kernel gives', (name) => {
  const off: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    for (let index = 0; index < 2 * count; index++) numbers[index] = draw(round * 2 * count + index, 1);
    functions[`all ${name}`]?.();
    for (let index = 0; index < count; index++) {
      const [x = 0, y = 0, found = 0] = [index, index + count, index + 2 * count].map((each) => numbers[each]);
      const meant = kernel[name](x, y);
      if (!Object.is(found, meant)) off.push([x, y, found, meant]);
    }
  }
  expect(off.slice(0, 5)).toEqual([]);
});
