import { DataReader, type DataPath } from '../../model/data-reader.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { InputError } from '../../run/input-error.ts';
import { decodeNumbers, encodeNumbers as encode } from './base64-numbers.ts';
import { parameterSpace } from './parameter-space.ts';
import { posteriorOf, type Posterior } from './posterior.ts';
import { readParameters } from './read-parameters.ts';
import type { SamplerSettings, SamplerState } from './sample/sampler-state.ts';
import type { StudentApproximation } from './sample/student-approximation.ts';

/** What a stored posterior was made from, so that it can be told whether it belongs to a model and to figures. */
export interface PosteriorOrigin {
  /** The model's name, and a hash of its program: see `hashOfProgram`. */
  readonly model: string;
  readonly programHash: string;
  /** A hash of the figures and of what is known of the parameters: see `hashOfCalibration`. */
  readonly calibrationHash: string;
  /** Anything else that a reader should know, such as what was fitted until when. */
  readonly notes?: readonly string[];
}

const format = 'weir-posterior/1';

/**
 * A posterior as text: JSON with the numbers of the sampler in base 64 (64-bit, least byte first), from which reading gives the same posterior to the bit, and from which sampling goes on. The values of the
 * draws are computed again from the scores.
 */
export function writePosterior(posterior: Posterior, origin: PosteriorOrigin): string {
  const { settings, updates, evaluations, keptEvaluations, approximation, anchor, ...arrays } = posterior.state;
  const state = {
    settings,
    updates,
    evaluations,
    keptEvaluations,
    points: encode(arrays.points),
    logDensities: encode(arrays.logDensities),
    approximation: { middle: encode(approximation.middle), factor: encode(approximation.factor) },
    ...(anchor === undefined ? {} : { anchor: { middle: encode(anchor.middle), factor: encode(anchor.factor) } }),
    archive: encode(arrays.archive),
    past: encode(arrays.past),
    kept: encode(arrays.kept),
    keptLogDensities: encode(arrays.keptLogDensities),
  };
  return `${JSON.stringify({ format, ...origin, parameters: posterior.parameters, constants: posterior.constants, state }, null, 1)}\n`;
}

/**
 * Reads what `writePosterior` wrote.
 *
 * @param file what the text is called in messages
 * @throws {InputError} where the text is no such file, or one of another version
 */
export function readPosterior(
  text: string,
  { file = 'posterior.json' }: { readonly file?: string } = {},
): { readonly posterior: Posterior; readonly origin: PosteriorOrigin } {
  const diagnostics: Diagnostic[] = [];
  const fail = (): never => {
    throw new InputError(diagnostics);
  };
  const refuse = (message: string, advice: string): never => {
    const place = { file, line: 1, column: 1 };
    diagnostics.push({ code: 'bad-posterior', severity: 'error', message, advice, place });
    return fail();
  };
  const data =
    parsed(text) ?? refuse('Cannot read the posterior: it is not JSON', 'give a file that "weir calibrate" wrote');
  const reader = new DataReader({ file, data }, diagnostics);
  const map = reader.map(data, []) ?? fail();
  if (map['format'] !== format)
    refuse(
      `Cannot read the posterior: ${JSON.stringify(map['format'] ?? null)} is not a format that is known`,
      `give a file of format "${format}"`,
    );
  const parameters = readParameters(map['parameters'], { reader, path: ['parameters'] });
  const state = readState(map['state'], reader);
  const [model, programHash, calibrationHash] = ['model', 'programHash', 'calibrationHash'].map((key) =>
    reader.text(map[key], [key]),
  );
  const constants = reader.number(map['constants'], ['constants']) ?? parameters.length;
  const notes = reader.texts(map['notes'], ['notes']);
  if (diagnostics.length > 0) fail();
  if (parameters.length === 0 || state === undefined || state.kept.length % parameters.length !== 0)
    return refuse('Cannot read the posterior: its draws do not fit its parameters', 'give the file as it was written');
  const origin = {
    model: model ?? '',
    programHash: programHash ?? '',
    calibrationHash: calibrationHash ?? '',
    ...(notes === undefined ? {} : { notes }),
  };
  return { posterior: posteriorOf({ parameters, space: parameterSpace(parameters) }, { state, constants }), origin };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readState(data: unknown, reader: DataReader): SamplerState | undefined {
  const map = reader.map(data, ['state']);
  if (map === undefined) return undefined;
  const numbers = (from: Readonly<Record<string, unknown>>, key: string, path: DataPath): Float64Array => {
    const found = decodeNumbers(reader.text(from[key], [...path, key]) ?? '');
    if (found === undefined)
      reader.report([...path, key], {
        code: 'bad-posterior',
        message: `Cannot read the numbers "${key}"`,
        advice: 'give the file as it was written',
      });
    return found ?? new Float64Array(0);
  };
  const all = (key: string): Float64Array => numbers(map, key, ['state']);
  const approximation = (key: string): StudentApproximation | undefined => {
    const inner = reader.map(map[key], ['state', key]);
    if (inner === undefined) return undefined;
    return { middle: numbers(inner, 'middle', ['state', key]), factor: numbers(inner, 'factor', ['state', key]) };
  };
  const count = (from: Readonly<Record<string, unknown>>, key: string): number =>
    reader.number(from[key], ['state', key]) ?? 0;
  const held = reader.map(map['settings'], ['state', 'settings']) ?? {};
  const settings: SamplerSettings = {
    seed: count(held, 'seed'),
    chains: count(held, 'chains'),
    warmUp: count(held, 'warmUp'),
    draws: count(held, 'draws'),
    thin: count(held, 'thin'),
  };
  const [fitted, anchor] = [approximation('approximation'), approximation('anchor')];
  if (fitted === undefined) return undefined;
  return {
    settings,
    updates: count(map, 'updates'),
    evaluations: count(map, 'evaluations'),
    keptEvaluations: count(map, 'keptEvaluations'),
    points: all('points'),
    logDensities: all('logDensities'),
    approximation: fitted,
    ...(anchor === undefined ? {} : { anchor }),
    archive: all('archive'),
    past: all('past'),
    kept: all('kept'),
    keptLogDensities: all('keptLogDensities'),
  };
}
