import { flatten, type Bytes } from './bytes.ts';
import type { WasmFunction } from './function-builder.ts';
import { typeCode, type ValueType } from './instructions.ts';

/**
 * Writes the code of a long function straight into bytes, instruction by instruction in the order in which the machine has them: operands
 * before operations. `buildFunction` reads better and serves where a function is short; a program of thousands of operations is written ten
 * times as fast here.
 */
export class CodeWriter {
  readonly #parameters: readonly ValueType[];
  readonly #locals: ValueType[] = [];
  readonly #free = new Map<ValueType, number[]>();
  #room = new Uint8Array(512);
  #length = 0;

  constructor(parameters: readonly ValueType[] = []) {
    this.#parameters = parameters;
  }

  /** How many bytes there are so far. */
  get length(): number {
    return this.#length;
  }

  /** A variable that nothing else uses until it is given back; what it holds at first is not known. */
  local(type: ValueType): number {
    return this.#free.get(type)?.pop() ?? this.zeroed(type);
  }

  /** A variable that nothing else has used: it is 0 when the function begins. */
  zeroed(type: ValueType): number {
    return this.#parameters.length + this.#locals.push(type) - 1;
  }

  /** Lets a variable be handed out again. */
  giveBack(type: ValueType, local: number): void {
    const free = this.#free.get(type);
    if (free === undefined) this.#free.set(type, [local]);
    else free.push(local);
  }

  /** Instructions put together elsewhere. */
  add(bytes: Bytes): void {
    const flat = flatten(bytes);
    this.#makeRoom(flat.length);
    this.#room.set(flat, this.#length);
    this.#length += flat.length;
  }

  /** An instruction without immediates. */
  operation(opcode: number): void {
    this.#makeRoom(1);
    this.#room[this.#length++] = opcode;
  }

  /** An instruction on vectors, and its immediate if it has one. */
  vector(opcode: number, immediate?: number): void {
    this.operation(0xfd);
    this.#unsigned(opcode);
    if (immediate !== undefined) this.#unsigned(immediate);
  }

  get(local: number): void {
    this.operation(0x20);
    this.#unsigned(local);
  }

  set(local: number): void {
    this.operation(0x21);
    this.#unsigned(local);
  }

  /** Sets a variable and leaves the value where it is. */
  tee(local: number): void {
    this.operation(0x22);
    this.#unsigned(local);
  }

  call(functionIndex: number): void {
    this.operation(0x10);
    this.#unsigned(functionIndex);
  }

  /** Begins what is done if the whole number on the stack is not 0, leaving a value of that type, or none. */
  begin(type?: ValueType): void {
    this.operation(0x04);
    this.operation(type === undefined ? 0x40 : typeCode[type]);
  }

  /** What is done if it is 0. */
  otherwise(): void {
    this.operation(0x05);
  }

  end(): void {
    this.operation(0x0b);
  }

  /** A whole number from 0 to 2^31 - 1, or a few below 0. */
  i32(value: number): void {
    this.#makeRoom(6);
    this.#room[this.#length++] = 0x41;
    let rest = value;
    while (rest < -64 || rest >= 64) {
      this.#room[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>= 7;
    }
    this.#room[this.#length++] = rest & 0x7f;
  }

  f64(value: number): void {
    this.#makeRoom(9);
    this.#room[this.#length++] = 0x44;
    number[0] = value;
    this.#room.set(numberBytes, this.#length);
    this.#length += 8;
  }

  /** Reads a number from an address in memory plus what stands on the stack. */
  loadFrom(address: number): void {
    this.#memory(0x2b, address);
  }

  /** Reads a number from an address in memory. */
  load(address: number): void {
    this.i32(0);
    this.#memory(0x2b, address);
  }

  /** Puts the number on the stack to an address plus what stands below it: `i32`, or a variable, before the value. */
  storeTo(address: number): void {
    this.#memory(0x39, address);
  }

  /** Reads, or puts, two numbers; `opcode` says which, and the address counts from what stands on the stack. */
  vectorMemory(opcode: number, address: number): void {
    this.operation(0xfd);
    this.#unsigned(opcode);
    this.#unsigned(3);
    this.#unsigned(address);
  }

  /** The function, with this code as its body. */
  finish({ name, results }: Pick<WasmFunction, 'name' | 'results'>): WasmFunction {
    const declared: number[] = [];
    let groups = 0;
    for (let from = 0; from < this.#locals.length;) {
      const type = this.#locals[from];
      let to = from + 1;
      while (this.#locals[to] === type) to += 1;
      if (type !== undefined) pushUnsigned(declared, to - from).push(typeCode[type]);
      groups += 1;
      from = to;
    }
    const head = pushUnsigned([], groups).concat(declared);
    const body = new Uint8Array(head.length + this.#length + 1);
    body.set(head);
    body.set(this.#room.subarray(0, this.#length), head.length);
    body[body.length - 1] = 0x0b;
    return { name, parameters: this.#parameters, results, body };
  }

  #memory(opcode: number, address: number): void {
    this.#makeRoom(2);
    this.#room[this.#length++] = opcode;
    this.#room[this.#length++] = 3;
    this.#unsigned(address);
  }

  #unsigned(value: number): void {
    this.#makeRoom(5);
    let rest = value;
    while (rest >= 128) {
      this.#room[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#room[this.#length++] = rest;
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#room.length) return;
    const room = new Uint8Array(2 * (this.#length + more));
    room.set(this.#room.subarray(0, this.#length));
    this.#room = room;
  }
}

const number = new Float64Array(1);
const numberBytes = new Uint8Array(number.buffer);

function pushUnsigned(bytes: number[], value: number): number[] {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}
