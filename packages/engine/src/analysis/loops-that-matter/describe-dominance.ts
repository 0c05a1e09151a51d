import type { DominancePhase } from './dominance.ts';
import type { ScoredLoop } from './score-partition.ts';

/** Loops of a phase that are told by name. */
const told = 3;

/**
 * What dominates a run, a sentence a phase: "From 0 to 9.625 R1 (Adopters → adopting), reinforcing, makes 94 % of the change."
 */
export function describeDominance(phases: readonly DominancePhase[]): string[] {
  return phases.map(({ from, to, loops, share, reinforcing }) => {
    const when = `From ${number(from)} to ${number(to)}`;
    if (loops.length === 0) return `${when} nothing changes that lies on these loops.`;
    const names = loops.slice(0, told).map(({ loop }) => `${nameOfLoop(loop)}, ${loop.polarity}`);
    if (loops.length === 1) return `${when} ${names.join('')}, makes ${percent(share)} of the change.`;
    const kinds = `all reinforcing loops make ${percent(reinforcing)}, all balancing ones ${percent(1 - reinforcing)}`;
    if (loops.length <= told) {
      return `${when} ${names.length} loops together make ${percent(share)} of the change: ${names.join('; ')} (${kinds}).`;
    }
    return `${when} no few loops dominate: it takes ${loops.length} to make ${percent(share)} of the change, first ${names.join('; ')} (${kinds}).`;
  });
}

/** What a loop is called: its author's name, or its variables; of a long loop its stocks, and of many stocks the first and the last. */
export function nameOfLoop({ id, name, variables, stocks }: ScoredLoop): string {
  if (name !== undefined) return `${id} "${name}"`;
  if (variables.length <= fewVariables) return `${id} (${variables.join(' → ')})`;
  const passed = stocks.length <= fewVariables ? stocks : [...stocks.slice(0, 3), '…', ...stocks.slice(-2)];
  return `${id} (by way of ${passed.join(', ')})`;
}

const fewVariables = 6;

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A time without the rounding of steps. */
function number(time: number): string {
  return String(Number(time.toPrecision(10)));
}
