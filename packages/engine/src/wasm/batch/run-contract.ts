/** What `run` gives: this where it came to the end, otherwise a step at which a member that is alive is known not to be well. */
export const ranToTheEnd = -1;

/** What `run` is given, all whole numbers: the step to go on at, and the last; the list of slots to save; the rows of the first member, and their size. */
export const runParameters = ['from', 'steps', 'saveEvery', 'saveCount', 'list', 'rows', 'rowsSize'] as const;
