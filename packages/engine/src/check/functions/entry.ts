/**
 * A built-in function: one row a function, from which arity checks, unit checks, the reference of the language and the
 * editor's completion all follow. Its meaning is in `compile/`.
 */
export interface FunctionEntry {
  /** Canonical name; the key of its lowering. */
  readonly name: string;
  /** Other spellings that mean exactly the same. */
  readonly aliases?: readonly string[];
  readonly arguments: readonly ArgumentEntry[];
  /** The last argument may be given any number of times. */
  readonly repeats?: boolean;
  /** Units of the result, in the terms of `ArgumentEntry.units`. */
  readonly units: string;
  /** What it gives, in a sentence or two; where Vensim and Stella differ, in which way. */
  readonly documentation: string;
  /** How Vensim writes it, where it can: `SMOOTH N(input, time, initial, order)`. */
  readonly vensim?: string;
  /** How XMILE and Stella write it, where they can. */
  readonly xmile?: string;
  /** Where the meaning is taken from. */
  readonly source?: string;
}

export interface ArgumentEntry {
  readonly name: string;
  readonly optional?: boolean;
  /** Takes an array (with `*` or a dimension's name) rather than a number. */
  readonly array?: boolean;
  /**
   * What units it must have, as an expression in `x` and `y` (any units, the same wherever the letter stands), `time` (the
   * model's unit of time) and `1`. `any`: not checked.
   */
  readonly units: string;
}

/** An argument of any units, the same wherever it stands. */
export const x = (name: string): ArgumentEntry => ({ name, units: 'x' });
/** A plain number. */
export const number = (name: string): ArgumentEntry => ({ name, units: '1' });
/** A time or a duration. */
export const time = (name: string): ArgumentEntry => ({ name, units: 'time' });
/** An array to run over. */
export const array = (name: string): ArgumentEntry => ({ name, units: 'x', array: true });
export const optional = (entry: ArgumentEntry): ArgumentEntry => ({ ...entry, optional: true });
/** A function from a number to a number. */
export const plain = (name: string, documentation: string): FunctionEntry => ({
  name,
  arguments: [number('value')],
  units: '1',
  documentation,
});
