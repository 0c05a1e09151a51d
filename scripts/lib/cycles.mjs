/**
 * The import cycles of a graph: for each strongly connected part with more than one file, one shortest round.
 *
 * @param {ReadonlyMap<string, readonly string[]>} graph file → files that it imports
 * @returns {string[][]} each a list that ends where it began
 */
export function importCycles(graph) {
  const cycles = [];
  const covered = new Set();
  for (const start of [...graph.keys()].sort()) {
    if (covered.has(start)) continue;
    const round = shortestRound(graph, start);
    if (round === undefined) continue;
    for (const file of round) covered.add(file);
    cycles.push(round);
  }
  return cycles;
}

/** The shortest way from a file back to itself, by breadth-first search. */
function shortestRound(graph, start) {
  const cameFrom = new Map();
  const queue = [start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const target of graph.get(next) ?? []) {
      if (target === start) return roundThrough(cameFrom, start, next);
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, next);
      queue.push(target);
    }
  }
  return undefined;
}

function roundThrough(cameFrom, start, last) {
  const round = [start];
  for (let file = last; file !== start; file = cameFrom.get(file)) round.push(file);
  round.push(start);
  return round.reverse();
}
