import type { Assignment, Code, Program } from '../compile/program.ts';
import { expressionHelpersInC, expressionInC } from './native-expression.ts';
import { tableHelpersInC, tableInC } from './native-table.ts';
import { rollLoops, type Line, type Loop } from './roll-loops.ts';

export interface NativeOptions {
  readonly method: 'euler' | 'rk4';
  /** Slots to keep: known beforehand, so that gcc may leave out what nobody asks for. */
  readonly save: readonly number[];
  /** Whether lines of one form become loops, which gcc computes several elements at a time. */
  readonly loops: boolean;
  /** Whether what no loop runs over is a local variable of its own rather than a place of the array. */
  readonly locals: boolean;
  /** Whether the run ends where a watched slot is no longer finite, as a run of Weir does. */
  readonly watch: boolean;
}

/**
 * A program as C, to know the limit: one function that carries out a run as a generated simulator written with care does, for gcc to make
 * the best of.
 *
 * `long weir_run(double start, double step, long steps, long save_every, const double *parameters, double *rows)`
 * fills `rows` as `RunOutput` has them and gives -1, or the step at which a watched slot was not finite.
 *
 * The arithmetic is the program's, so that results agree with the interpreter, but for two things: exp, ln, power and the trigonometric
 * functions are libm's (about 1e-12 relative), and MIN and MAX do not pass NaN on. Compile without `-ffast-math` and with
 * `-ffp-contract=off`. What a call needs it keeps on its own stack, so that threads may call at once.
 *
 * @throws {TypeError} naming the first procedure, where the program asks for work of the host.
 */
export function emitNativeC(program: Program, options: NativeOptions): string {
  const update = program.updates[0];
  if (update !== undefined) throw new TypeError(`Cannot write "${update.procedure}" in C: it is work of the host`);
  const writer = new Writer(options);
  const count = program.slotCount;
  const integrators = program.integrators.length;
  // Numbers after the slots: stocks at the beginning of a step, slopes, and what held states will take.
  const [from, slope, held] = [count, count + integrators, count + 2 * integrators];
  const assign = (assignments: readonly Assignment[]): void => writer.add(assignments.map(assignment));
  const each = (text: Line['text'], slots: (index: number) => readonly number[]): void =>
    writer.add(program.integrators.map((_, index) => ({ slots: slots(index), text })));
  const at = (index: number): number => program.integrators[index]?.slot ?? Number.NaN;
  const rate = (index: number): number => program.integrators[index]?.rate ?? Number.NaN;

  writer.add(program.parameters.map(({ slot }, index) => copyIn(slot, `parameters[${index}]`)));
  assign(program.constants);
  writer.write('double t = start;', '(void)t;');
  assign(program.initial);
  writer.write('long until_save = 0;', 'for (long n = 0;; n++) {', 't = start + (double)n * multiplier / divisor;');
  if (options.method === 'rk4') writer.write('for (int stage = 0;; stage++) {');
  assign(program.step);
  if (options.method === 'rk4') writer.write('if (stage == 0) {');
  if (options.watch) {
    writer.write('int unsound = 0;');
    writer.add(
      program.watched.map(({ slot }) => ({ slots: [slot], text: ([value]) => `unsound |= ${value} - ${value} != 0;` })),
    );
    writer.write('if (unsound) return n;');
  }
  writer.write('if (until_save-- == 0) {', 'until_save = save_every - 1;');
  writer.add(options.save.map((slot, index) => ({ slots: [slot], text: ([value]) => `rows[${index}] = ${value};` })));
  writer.write(`rows += ${options.save.length};`, '}', 'if (n == steps) return -1;');
  writer.add(program.held.map(({ next }, index) => copy(held + index, next)));
  if (options.method === 'euler') {
    const stocks = new Set(program.integrators.map(({ slot }) => slot));
    const advance: Line['text'] = ([stock, rate]) => `${stock} = ${stock} + step * ${rate};`;
    if (program.integrators.some(({ rate }) => stocks.has(rate))) {
      each(
        ([slope, rate]) => `${slope} = ${rate};`,
        (index) => [slope + index, rate(index)],
      );
      each(advance, (index) => [at(index), slope + index]);
    } else each(advance, (index) => [at(index), rate(index)]);
  } else {
    const move =
      (part: string): Line['text'] =>
      ([stock, from, slope]) =>
        `${stock} = ${from} + ${part} * ${slope};`;
    const sum =
      (weight: string): Line['text'] =>
      ([slope, rate]) =>
        `${slope} = ${slope} + ${weight}${rate};`;
    // A stock may be another's rate: all slopes are taken before any stock moves.
    each(
      ([from, stock]) => `${from} = ${stock};`,
      (index) => [from + index, at(index)],
    );
    each(
      ([slope, rate]) => `${slope} = ${rate};`,
      (index) => [slope + index, rate(index)],
    );
    each(move('(0.5 * step)'), (index) => [at(index), from + index, slope + index]);
    const last = held + program.held.length;
    const along = (part: string, weight: string): void => {
      each(
        ([last, rate]) => `${last} = ${rate};`,
        (index) => [last + index, rate(index)],
      );
      each(sum(weight), (index) => [slope + index, last + index]);
      each(move(part), (index) => [at(index), from + index, last + index]);
    };
    writer.write('t = start + (double)n * multiplier / divisor + 0.5 * step;', '} else if (stage == 1) {');
    along('(0.5 * step)', '2 * ');
    writer.write('} else if (stage == 2) {');
    along('step', '2 * ');
    writer.write('t = start + (double)n * multiplier / divisor + step;', '} else {');
    each(sum(''), (index) => [slope + index, rate(index)]);
    each(move('(step / 6)'), (index) => [at(index), from + index, slope + index]);
    writer.write('break;', '}', '}');
  }
  writer.add(program.held.map(({ slot }, index) => copy(slot, held + index)));
  writer.write('}');
  const elements = program.step.concat(program.initial, program.constants).flatMap(({ code }) => elementSlots(code));
  return [
    `/* ${program.name.replaceAll('*/', '* /')} */`,
    '#include <math.h>',
    expressionHelpersInC,
    tableHelpersInC,
    ...program.tables.map(tableInC),
    `long weir_run(double start, double step, long steps, long save_every, const double *restrict parameters, double *restrict rows) {`,
    'double parts = round(1 / step);',
    'int is_part = parts >= 2 && 1 / parts == step;',
    'double multiplier = is_part ? 1 : step, divisor = is_part ? parts : 1;',
    'double stop = start + (double)steps * multiplier / divisor;',
    '(void)stop;',
    ...writer.text(elements, held + program.held.length + integrators),
    '}',
    '',
  ].join('\n');
}

/** Collects lines and decides at the end, when it is known which slots loops run over, where each slot stands. */
class Writer {
  readonly #parts: (string | Loop)[] = [];
  readonly #options: NativeOptions;

  constructor(options: NativeOptions) {
    this.#options = options;
  }

  write(...lines: readonly string[]): void {
    this.#parts.push(...lines);
  }

  add(lines: readonly Line[]): void {
    this.#parts.push(...(this.#options.loops ? rollLoops(lines) : lines.map(alone)));
  }

  text(elements: readonly number[], size: number): string[] {
    const inArray = new Set(elements);
    const named = new Set<number>();
    for (const part of this.#parts) {
      if (typeof part === 'string') continue;
      part.line.slots.forEach((first, index) => {
        const reached = reach(first, part, index);
        for (const slot of reached) (reached.length > 1 ? inArray : named).add(slot);
      });
    }
    const isLocal = (slot: number): boolean => this.#options.locals && !inArray.has(slot);
    const locals = [...named].filter(isLocal).sort((one, other) => one - other);
    const lines = [`double s[${size}] __attribute__((aligned(64))) = {0};`, '(void)s;'];
    if (locals.length > 0) lines.push(`double ${locals.map((slot) => `v${slot} = 0`).join(', ')};`);
    for (const part of this.#parts) {
      if (typeof part === 'string') lines.push(part);
      else lines.push(...loopInC(part, isLocal));
    }
    return lines;
  }
}

function alone(line: Line): Loop {
  return { line, counts: [], strides: [] };
}

/** The slots that one place of a loop's line runs over. */
function reach(first: number, { counts, strides }: Loop, index: number): number[] {
  let slots = [first];
  counts.forEach((count, depth) => {
    const stride = strides[depth]?.[index] ?? 0;
    if (stride === 0) return;
    slots = slots.flatMap((slot) => Array.from({ length: count }, (_, round) => slot + round * stride));
  });
  return slots;
}

function loopInC({ line, counts, strides }: Loop, isLocal: (slot: number) => boolean): string[] {
  const names = line.slots.map((slot, index) => {
    const moving = counts.map((_, depth) => ({ counter: `i${depth}`, stride: strides[depth]?.[index] ?? 0 }));
    const steps = moving.filter(({ stride }) => stride !== 0);
    if (steps.length === 0 && isLocal(slot)) return `v${slot}`;
    return `s[${[slot, ...steps.map(({ counter, stride }) => `${counter} * ${stride}`)].join(' + ')}]`;
  });
  const heads = counts.map((count, depth) => `for (long i${depth} = 0; i${depth} < ${count}; i${depth}++)`);
  return [[...heads, line.text(names)].join(' ')];
}

function assignment({ slot, code }: Assignment): Line {
  const slots = [slot];
  expressionInC(code, (each) => {
    slots.push(each);
    return '';
  });
  return {
    slots,
    text: ([target, ...names]) => {
      let index = 0;
      return `${target} = ${expressionInC(code, () => names[index++] ?? '')};`;
    },
  };
}

function copy(to: number, from: number): Line {
  return { slots: [to, from], text: ([to, from]) => `${to} = ${from};` };
}

function copyIn(to: number, from: string): Line {
  return { slots: [to], text: ([to]) => `${to} = ${from};` };
}

/** Slots that are asked for by their number at run time, and so must stand in the array. */
function elementSlots(code: Code): number[] {
  switch (code.op) {
    case 'unary':
      return elementSlots(code.operand);
    case 'binary':
      return [code.left, code.right].flatMap(elementSlots);
    case 'select':
      return [code.test, code.then, code.otherwise].flatMap(elementSlots);
    case 'lookup':
      return elementSlots(code.input);
    case 'element':
      return [...Array.from({ length: code.size }, (_, index) => code.base + index), ...elementSlots(code.index)];
    default:
      return [];
  }
}
