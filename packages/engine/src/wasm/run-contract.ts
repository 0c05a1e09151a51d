/**
 * What a run in the module gives: `toTheEnd` where it came to its end, `unsound` where a watched slot was not finite in a step that was not
 * looked at closely, and otherwise the step at which one was found.
 */
export const ran = { toTheEnd: -1, unsound: -2 } as const;

/** What a run in the module is given, all whole numbers; `row` is the address of the first row, `exact` whether every step is looked at closely. */
export const runParameters = {
  places: { steps: 0, saveEvery: 1, method: 2, saveCount: 3, saveAddress: 4, row: 5, exact: 6 },
  types: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
} as const;
