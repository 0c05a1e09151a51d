/** Where in a file a problem stands. Shown on this machine only, never kept. */
export interface RowPlace {
  readonly file: string;
  /** As a spreadsheet numbers it: the header is row 1. In XML, the line. */
  readonly row: number;
}

/** A rule of validation: one a file, in `rules/`. */
export interface Rule {
  /** Short name of ours, for example `episode-ends-before-it-begins`. */
  readonly id: string;
  /** The official number of the check where there is one, for example "101" of the SSDA903. */
  readonly official?: string;
  /** What is wrong, in a sentence without figures. */
  readonly title: string;
  /** What was assumed so that counting could go on. */
  readonly assumed: string;
  /** What that does to stocks, flows or durations. */
  readonly effect: string;
}

/** One rule's problem in one set of files. */
export interface Finding {
  readonly rule: Rule;
  readonly count: number;
  /** The first places, at most 100. */
  readonly places: readonly RowPlace[];
}

/** Collects problems by rule while files are read and checked. */
export class Findings {
  readonly #byRule = new Map<string, { rule: Rule; count: number; places: RowPlace[] }>();

  add(rule: Rule, place: RowPlace): void {
    let found = this.#byRule.get(rule.id);
    if (found === undefined) {
      found = { rule, count: 0, places: [] };
      this.#byRule.set(rule.id, found);
    }
    found.count++;
    if (found.places.length < 100) found.places.push(place);
  }

  /** Most frequent first; of equal ones, by name. */
  finish(): readonly Finding[] {
    return [...this.#byRule.values()].toSorted((a, b) => b.count - a.count || (a.rule.id < b.rule.id ? -1 : 1));
  }
}
