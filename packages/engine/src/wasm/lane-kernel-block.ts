import { f64x2 } from '../encode/vector-instructions.ts';
import { i32 } from '../encode/instructions.ts';
import { kernelData } from '../numeric/kernel.ts';
import { laneFunctions } from '../numeric/lane-kernel.ts';
import { lanes } from '../numeric/numbers.ts';

/** Where the numbers stand that the mathematics over pairs reads, in bytes from the start of memory. */
const address = kernelData.address + kernelData.bytes.length;
const numbers: number[] = [];

function addressOf(value: number): number {
  const found = numbers.findIndex((each) => Object.is(each, value));
  return address + 8 * (found === -1 ? numbers.push(value) - 1 : found);
}

/**
 * The mathematics over pairs of numbers, the same in every module: its constants stand at the same place of memory in all, from which they are
 * read faster than from instructions.
 */
export const laneKernelBlock = {
  functions: laneFunctions({
    ...lanes,
    constant: (value) => (Object.is(value, 0) ? f64x2.constant(0) : f64x2.loadSplat(i32.constant(0), addressOf(value))),
  }),
  address,
  /** What must stand there from the address on. */
  numbers: numbers as readonly number[],
} as const;
