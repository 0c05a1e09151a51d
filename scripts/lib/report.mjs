/** Prints the breaches that a check found and ends the process: 0 where there are none, else 1. */
export function report(name, breaches) {
  for (const breach of breaches) process.stdout.write(`${breach}\n`);
  process.stdout.write(breaches.length === 0 ? `${name}: nothing found\n` : `${name}: ${breaches.length} found\n`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
