import { drawnConstants } from '@weir/care';
import type { GeneralModel } from '@weir/care';
import { nearNames } from '@weir/engine';
import type { Program } from '@weir/engine';
import { namedDistribution, type NamedDistribution } from '../distribution-argument.ts';
import { exitCodes, Failure } from '../failure.ts';

/** A constant to vary: with what is known of it, or by name alone, to be taken from the evidence of the general model. */
export type Varied = NamedDistribution | { readonly name: string };

/** Reads `name=distribution` or a name alone, added to those given before. */
export function varied(text: string, before: readonly Varied[] = []): Varied[] {
  if (!text.includes('=')) return [...before, { name: text.trim() }];
  const others = before.filter((each) => 'distribution' in each);
  const read = namedDistribution(text, others).at(-1);
  return read === undefined ? [...before] : [...before, read];
}

/**
 * What is varied: what was asked for, or in the general model every constant whose evidence has a range, by a triangle about the model's own
 * value.
 *
 * @throws Failure where nothing says how a constant is to be varied
 */
export function variedInputs(
  program: Program,
  { vary, general }: { readonly vary: readonly Varied[] | undefined; readonly general: GeneralModel | undefined },
): readonly NamedDistribution[] {
  const known = (general === undefined ? [] : drawnConstants(general, program)).map(
    ({ parameter, low, mode, high }): NamedDistribution => ({
      name: parameter,
      distribution: { kind: 'triangular', low, mode, high },
    }),
  );
  if (vary === undefined) {
    if (known.length > 0) return known;
    throw new Failure(
      'Cannot tell what is uncertain in this model: give --vary "name=uniform(LOW, HIGH)" for each constant',
      exitCodes.usage,
    );
  }
  return vary.map((each) => {
    if ('distribution' in each) return each;
    const found = known.find(({ name }) => plain(name) === plain(each.name));
    if (found !== undefined) return found;
    const [near] = nearNames(
      each.name,
      known.map(({ name }) => name),
    );
    const advice = near === undefined ? `give "${each.name}=uniform(LOW, HIGH)"` : `did you mean "${near}"?`;
    throw new Failure(`Cannot vary "${each.name}": no evidence says over which range; ${advice}`);
  });
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .replaceAll(/\s*([,[\]])\s*/g, '$1');
}
