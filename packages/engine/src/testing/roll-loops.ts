/** A line of C over numbered slots: `text` is given a name for each of `slots`, in order. */
export interface Line {
  readonly slots: readonly number[];
  readonly text: (names: readonly string[]) => string;
}

/**
 * One line, or several that differ in their slots alone as the rounds of nested loops do: in round `i` of the loop at `depth` (the
 * outermost is 0), slot `k` of the line lies `i × strides[depth][k]` further.
 */
export interface Loop {
  readonly line: Line;
  readonly counts: readonly number[];
  readonly strides: readonly (readonly number[])[];
}

/** Fewer rounds than these stay lines of their own. */
const fewestRounds = 4;

/**
 * Finds in straight-line code the loops that a programmer would have written: neighbouring lines of one form whose slots advance evenly,
 * and then neighbouring loops of one form. Order is kept.
 *
 * @example
 * ```ts
 * const lines = [4, 5, 6, 7].map((slot) => ({ slots: [slot, slot - 4], text: ([to, from]: readonly string[]) => `${to} = ${from}` }));
 * console.assert(rollLoops(lines)[0]?.counts[0] === 4);
 * ```
 */
export function rollLoops(lines: readonly Line[]): readonly Loop[] {
  const forms = new Map<string, number>();
  let found: Candidate[] = lines.map((line) => {
    const form = line.text(line.slots.map(() => '#'));
    const number = forms.get(form) ?? forms.size;
    forms.set(form, number);
    return { line, counts: [], strides: [], form: String(number), lines: [line] };
  });
  for (;;) {
    const rolled = rollOnce(found);
    if (rolled.length === found.length) break;
    found = rolled;
  }
  return found.flatMap((each): readonly Loop[] =>
    each.lines.length < fewestRounds ? each.lines.map((line) => ({ line, counts: [], strides: [] })) : [each],
  );
}

interface Candidate extends Loop {
  readonly form: string;
  readonly lines: readonly Line[];
}

/** Rolls each longest stretch of evenly advancing neighbours into one loop around them. */
function rollOnce(found: readonly Candidate[]): Candidate[] {
  const rolled: Candidate[] = [];
  for (let from = 0; from < found.length;) {
    const [first, second] = [found[from], found[from + 1]];
    if (first === undefined) break;
    const stride = second === undefined ? undefined : strideBetween(first, second);
    const to = stride === undefined ? from + 1 : endOfStretch(found, { from, stride: String(stride) });
    const together = found.slice(from, to);
    if (stride === undefined) rolled.push(first);
    else {
      const [counts, strides] = [
        [together.length, ...first.counts],
        [stride, ...first.strides],
      ];
      const lines = together.flatMap((each) => each.lines);
      rolled.push({
        line: first.line,
        counts,
        strides,
        lines,
        form: `${first.form}:${counts.join()}:${strides.join()}`,
      });
    }
    from = to;
  }
  return rolled;
}

/** Where the neighbours that advance by the stride end. */
function endOfStretch(found: readonly Candidate[], { from, stride }: { from: number; stride: string }): number {
  let to = from + 1;
  for (;;) {
    const [last, next] = [found[to - 1], found[to]];
    if (last === undefined || next === undefined || String(strideBetween(last, next)) !== stride) return to;
    to += 1;
  }
}

/** How far each slot advances from one to the other; nothing where they are of different forms. */
function strideBetween(one: Candidate, other: Candidate): number[] | undefined {
  if (one.form !== other.form) return undefined;
  return other.line.slots.map((slot, index) => slot - (one.line.slots[index] ?? Number.NaN));
}
