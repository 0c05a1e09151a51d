import type { Chance } from './chance.ts';

/** Bytes that tend to mean something where they should not. */
const bytes = [0, 9, 10, 13, 34, 38, 40, 41, 60, 91, 92, 93, 123, 124, 125, 126, 127, 0xc3, 0xe9, 0xff];

/** Pieces of text that tend to mean something where they should not. */
export const pieces: readonly string[] = [
  '( ) [ ] " \' | ~ : = := == < > & { } ! -> <-> , ; ^ - :EXCEPT: :MACRO: :NA: :NOT: :RAW: :INTERPOLATE: INTEG( TIME DT IF THEN ELSE',
  '</eqn> <eqn> <gf> <non_negative/> <conveyor/> <queue/> <overflow/> <!-- ]]> &#0; &lol; ??? DELAYN( SUM( [*] [*:A] __proto__ constructor',
  '1e999 -1e999 1e-320 9999999999 0.1 NaN Infinity -0 999999999999999999999 \u0130 \u200b \ufeff',
]
  .flatMap((line) => line.split(' '))
  .concat(['\\\n', ':END OF MACRO:', 'WITH LOOKUP(', 'IF THEN ELSE(', 'DELAY FIXED(', '<element subscript="A">']);

/** Damages a file: flips and repeats of bytes, swaps, cuts and repeats of words, cuts of lines, and splices with another file. */
export function mutate(file: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  let made = file;
  for (let count = 1 + chance.whole(4); count > 0; count--) made = chance.pick(mutations)(made, other, chance);
  return made.subarray(0, 60_000);
}

type Mutation = (file: Uint8Array, other: Uint8Array, chance: Chance) => Uint8Array;

const mutations: readonly Mutation[] = [
  function flip(file, _other, chance) {
    const made = file.slice();
    for (let count = 1 + chance.whole(4); count > 0 && made.length > 0; count--) {
      const at = chance.whole(made.length);
      made[at] = chance.happens(0.5) ? chance.pick(bytes) : (made[at] ?? 0) ^ (1 << chance.whole(8));
    }
    return made;
  },
  function cut(file, _other, chance) {
    return file.subarray(0, chance.whole(file.length + 1));
  },
  function remove(file, _other, chance) {
    const [from, to] = span(file, chance);
    return join(file.subarray(0, from), file.subarray(to));
  },
  function repeat(file, _other, chance) {
    const [from, to] = span(file, chance);
    const part = file.subarray(from, to);
    const times = chance.happens(0.05) ? 200 : 1 + chance.whole(3);
    return join(file.subarray(0, to), ...Array.from({ length: times }, () => part), file.subarray(to));
  },
  function splice(file, other, chance) {
    const [from, to] = span(other, chance, 400);
    const at = chance.whole(file.length + 1);
    return join(file.subarray(0, at), other.subarray(from, to), file.subarray(at));
  },
  function halves(file, other, chance) {
    return join(file.subarray(0, chance.whole(file.length + 1)), other.subarray(chance.whole(other.length + 1)));
  },
  function insert(file, _other, chance) {
    const at = chance.whole(file.length + 1);
    return join(file.subarray(0, at), new TextEncoder().encode(chance.pick(pieces)), file.subarray(at));
  },
  words((list, chance) => {
    const [a, b] = [chance.whole(list.length), chance.whole(list.length)];
    const kept = list[a] ?? '';
    list[a] = list[b] ?? '';
    list[b] = kept;
  }),
  words((list, chance) => {
    list[chance.whole(list.length)] = chance.pick(pieces);
  }),
  words((list, chance) => {
    list[chance.whole(list.length)] = list[chance.whole(list.length)] ?? '';
  }),
];

/** A change to the words, numbers and signs of a file, one byte a character. */
function words(change: (list: string[], chance: Chance) => void): Mutation {
  return (file, _other, chance) => {
    const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
    const list = text.match(/[A-Za-z_][\w ]*|[\d.]+|\s+|./gs) ?? [];
    if (list.length > 0) change(list, chance);
    const made = list.join('');
    return Uint8Array.from({ length: made.length }, (_, at) => made.charCodeAt(at));
  };
}

function span(file: Uint8Array, chance: Chance, most = 80): readonly [from: number, to: number] {
  const from = chance.whole(file.length + 1);
  return [from, Math.min(file.length, from + chance.whole(most))];
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
