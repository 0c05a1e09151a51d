/** Messages of the project's own commands: to standard error, so that standard output holds results alone. */

/** What is being done. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends the command: what could not be done and what to do, never a stack trace. */
export function giveUp(text, code = 1) {
  process.stderr.write(`\n${text}\n`);
  process.exit(code);
}
