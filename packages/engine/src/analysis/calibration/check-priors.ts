import type { Diagnostic } from '../../model/diagnostic.ts';
import { quantileOf } from '../../random/distribution.ts';
import type { CalibrationParameter } from './parameter-space.ts';

/** What is wrong with the parameters of a calibration, names apart, which the model must know. */
export function checkPriors(parameters: readonly CalibrationParameter[]): Diagnostic[] {
  const say = (message: string, advice: string): Diagnostic => ({
    code: 'bad-prior',
    severity: 'error',
    message,
    advice,
  });
  const diagnostics: Diagnostic[] = [];
  if (parameters.length === 0)
    diagnostics.push(say('Cannot calibrate without a parameter', 'name at least one constant with a range'));
  const seen = new Set<string>();
  for (const { name, prior } of parameters) {
    if (seen.has(name)) diagnostics.push(say(`Cannot estimate "${name}" twice`, 'give it one range'));
    seen.add(name);
    if (prior.kind === 'choice')
      diagnostics.push(
        say(
          `Cannot estimate "${name}" as a choice of a few values`,
          'give a range, or fit once for each value and compare',
        ),
      );
    try {
      quantileOf(prior, 0.5);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      diagnostics.push(
        say(`Cannot use the range of "${name}": ${error.message}`, 'give a range with its low end below its high end'),
      );
    }
  }
  return diagnostics;
}
