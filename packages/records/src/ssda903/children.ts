import { noDay, type Day } from '../dates.ts';

/** What is known of the children of a return, by number. Their identifiers never leave this object. */
export interface Children {
  readonly count: number;
  /** Day of birth by number of the child; `noDay` where no file gives one. */
  readonly born: readonly Day[];
  /** Whether the child is an unaccompanied asylum-seeking child, by number. */
  readonly unaccompanied: readonly boolean[];
}

/** Gives each identifier a number, the same one in every file, and keeps what files say of the child. */
export class ChildRegister {
  readonly #numbers = new Map<string, number>();
  readonly #born: Day[] = [];
  readonly #unaccompanied: boolean[] = [];

  /** The number of an identifier, a new one where it has none yet. */
  numberOf(identifier: string): number {
    const text = identifier.trim();
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    this.#born.push(noDay);
    this.#unaccompanied.push(false);
    return number;
  }

  /** Says when a child was born; gives back a day said before that differs. The first one stands. */
  sayBorn(child: number, born: Day): Day | undefined {
    const before = this.#born[child] ?? noDay;
    if (before === noDay) {
      this.#born[child] = born;
      return undefined;
    }
    return before === born || born === noDay ? undefined : before;
  }

  sayUnaccompanied(child: number): void {
    this.#unaccompanied[child] = true;
  }

  finish(): Children {
    return { count: this.#numbers.size, born: this.#born, unaccompanied: this.#unaccompanied };
  }
}
