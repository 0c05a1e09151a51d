import { minimise } from './minimise.ts';
import type { Samples, Target } from './target.ts';

/** An input that did not become what it must. */
export interface Finding {
  readonly index: number;
  readonly fault: string;
  /** As short as it could be made. */
  readonly input: Uint8Array;
}

/** No input may take longer, in milliseconds. */
export const longest = 2000;

/** Milliseconds since some moment; on a busy machine those that the process has worked say more than those that passed. */
export type Clock = () => number;

/** What is wrong with what becomes of one input: a throw, something promised that is not so, or too long a time. */
export async function judge(target: Target, input: Uint8Array, clock: Clock): Promise<string | undefined> {
  const start = clock();
  try {
    const fault = await target.fault(input);
    const took = clock() - start;
    return fault ?? (took > longest ? `it took longer than ${longest} ms` : undefined);
  } catch (error) {
    const at = error instanceof Error ? (/\bat (\w[^\n]*)/.exec(error.stack ?? '')?.[1] ?? '') : '';
    return `it threw ${String(error)} at ${at.replace(/\(?file:.*\/(\w[\w-]*\.\w+:\d+).*/, '$1')}`;
  }
}

/** The same for faults that differ in their numbers and names only. */
export function kindOf(fault: string): string {
  return fault
    .replace(/"[^"]*"/g, '""')
    .replace(/-?\d[\d.e+-]*|NaN|Infinity/g, '0')
    .slice(0, 160);
}

/**
 * Gives a target its inputs from one number to another, in this thread. Each kind of fault is kept once, with the shortest input that
 * has it. `onInput` is called before each, so that whoever watches knows which one does not come back.
 */
export async function fuzz(
  target: Target,
  {
    seed,
    from,
    to,
    samples,
    milliseconds = Infinity,
    clock,
    onInput,
  }: {
    readonly seed: number;
    readonly from: number;
    readonly to: number;
    readonly samples: Samples;
    /** Ends early after so long. */
    readonly milliseconds?: number;
    readonly clock: Clock;
    readonly onInput?: (index: number) => void;
  },
): Promise<Finding[]> {
  const found = new Map<string, Finding>();
  const end = performance.now() + milliseconds;
  for (let index = from; index < to && performance.now() < end; index++) {
    onInput?.(index);
    const input = target.make({ seed, index, samples });
    const fault = await judge(target, input, clock);
    if (fault === undefined || found.has(kindOf(fault))) continue;
    const same = async (shorter: Uint8Array): Promise<boolean> => {
      onInput?.(index);
      const again = await judge(target, shorter, clock);
      return again !== undefined && kindOf(again) === kindOf(fault);
    };
    const least = await minimise(input, same, { tries: 600 });
    found.set(kindOf(fault), { index, fault, input: least });
  }
  return [...found.values()];
}
