import { listOf, plainNumber } from '../plain-number.ts';
import type { EffectShape, ElementaryEffects } from './morris.ts';

/** Of the inputs that matter, how many get a sentence of their own. */
const told = 5;
/** Beside the largest, an input whose mean effect is below this share of it is called small. */
const small = 0.05;

/** What Morris screening found for one output, in sentences; `effects` with the largest first. */
export function describeEffects(output: string, effects: readonly ElementaryEffects[]): readonly string[] {
  const unknown = effects.filter(({ count }) => count < 2);
  const known = effects.filter(({ count }) => count >= 2);
  const largest = known[0]?.muStar ?? 0;
  const moving = known.filter(({ shape }) => shape !== 'none');
  const none = known.filter(({ shape }) => shape === 'none');
  const little = moving.filter(({ muStar }) => muStar < small * largest);
  const sentences = moving
    .filter(({ muStar }) => muStar >= small * largest)
    .slice(0, told)
    .map((each, place) => sentenceFor(output, each, place));
  if (moving.length === 0 && none.length > 0) sentences.push(`Nothing that was varied changes "${output}".`);
  if (little.length > 0)
    sentences.push(
      `${count(little.length)} ${little.length === 1 ? 'moves' : 'move'} "${output}" by less than a twentieth of what the first does.`,
    );
  if (none.length > 0 && moving.length > 0)
    sentences.push(`${count(none.length)} ${none.length === 1 ? 'has' : 'have'} no effect on "${output}" at all.`);
  if (unknown.length > 0)
    sentences.push(
      `Too many runs failed to say anything of ${listOf(unknown.map(({ input }) => `"${input}"`))}: narrow the ranges.`,
    );
  return sentences;
}

function count(inputs: number): string {
  return inputs === 1 ? '1 input' : `${inputs} inputs`;
}

function sentenceFor(
  output: string,
  { input, mu, muStar, standardError, shape }: ElementaryEffects,
  place: number,
): string {
  const rank =
    place === 0 ? `"${input}" matters most for "${output}"` : `"${input}" comes ${ordinals[place] ?? 'later'}`;
  const way =
    Math.abs(mu) < 0.9 * muStar ? 'moves it, up in places and down in others,' : mu > 0 ? 'raises it' : 'lowers it';
  const error = standardError < 1e-9 * muStar ? '' : ` (standard error ${plainNumber(standardError)})`;
  const size = `by about ${plainNumber(muStar)}${error}`;
  return `${rank}: across its range it ${way} ${size}${inShape[shape]}.`;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

const inShape: Readonly<Record<EffectShape, string>> = {
  none: '',
  straight: ', along a line that is about straight',
  bends: ', along a line that bends or depends a little on other inputs',
  'bends-or-interacts': '; how much depends on other inputs or on where in its range it stands',
  'turns-or-interacts':
    '; how much, and which way, depends strongly on other inputs or on where in its range it stands',
};
