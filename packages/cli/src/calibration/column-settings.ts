import type { Distribution } from '@weir/engine';
import { nearNames } from '@weir/engine';
import type { ErrorKind } from '@weir/engine/analysis';
import { readYaml } from '@weir/care';
import { InvalidArgumentError } from 'commander';
import { refuseErrors } from '../diagnostics.ts';
import { namedDistribution } from '../distribution-argument.ts';
import { Failure } from '../failure.ts';
import { readInput } from '../read-file.ts';
import type { Terminal } from '../terminal.ts';

/** How a column of figures is compared with the model. */
export interface ColumnSettings {
  readonly variables?: readonly string[];
  readonly per?: readonly string[];
  readonly scale?: number;
  readonly total?: number;
  readonly error?: ErrorKind;
  readonly dispersion?: number | Distribution;
  readonly autocorrelation?: number | Distribution;
  readonly weight?: number;
  /** For shares: the column with how many each is a part of. */
  readonly outOf?: string;
}

const errorKinds: readonly ErrorKind[] = ['count', 'share', 'absolute', 'relative', 'logarithmic'];
const keys = [
  'variables',
  'per',
  'scale',
  'total',
  'error',
  'dispersion',
  'autocorrelation',
  'weight',
  'out of',
] as const;

/**
 * Reads a YAML file of column → settings: `variables`, `per`, `scale`, `total`, `error`, `dispersion`, `autocorrelation`, `weight`, `out of`.
 *
 * @throws Failure where the file is not there or says what it cannot
 */
export async function readColumnSettings(
  terminal: Terminal,
  file: string,
): Promise<ReadonlyMap<string, ColumnSettings>> {
  const map = await readYamlMap(terminal, file);
  return new Map(
    Object.entries(map).map(([column, value]) => {
      const where = `"${column}" in "${file}"`;
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Failure(`Cannot read the settings of ${where}: give a map, such as {error: count}`);
      return [column, settingsOf(Object.fromEntries(Object.entries(value)), where)];
    }),
  );
}

/** Reads a YAML file that is a map. */
export async function readYamlMap(terminal: Terminal, file: string): Promise<Readonly<Record<string, unknown>>> {
  const { document, diagnostics } = readYaml({ file, text: new TextDecoder().decode(await readInput(file)) });
  refuseErrors(terminal, diagnostics);
  const { data } = document;
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Failure(`Cannot read "${file}": it must be a map of names to settings`);
  return Object.fromEntries(Object.entries(data));
}

function settingsOf(map: Readonly<Record<string, unknown>>, where: string): ColumnSettings {
  for (const key of Object.keys(map)) {
    if (keys.some((known) => known === key)) continue;
    const [near] = nearNames(key, keys);
    throw new Failure(
      `Cannot understand "${key}" of ${where}: ${near === undefined ? `use one of ${keys.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
  const [variables, per] = [namesOf(map['variables'], where), namesOf(map['per'], where)];
  const [scale, total, weight] = ['scale', 'total', 'weight'].map((key) => numberOf(map[key], `"${key}" of ${where}`));
  const dispersion = knownOf(map['dispersion'], `"dispersion" of ${where}`);
  const autocorrelation = knownOf(map['autocorrelation'], `"autocorrelation" of ${where}`);
  const error = errorKinds.find((kind) => kind === map['error']);
  if (map['error'] !== undefined && error === undefined)
    throw new Failure(
      `Cannot compare ${where} with the error ${JSON.stringify(map['error'])}: use one of ${errorKinds.join(', ')}`,
    );
  const outOf = map['out of'];
  if (outOf !== undefined && typeof outOf !== 'string')
    throw new Failure(`Cannot read "out of" of ${where}: give the name of a column`);
  return {
    ...(variables === undefined ? {} : { variables }),
    ...(per === undefined ? {} : { per }),
    ...(scale === undefined ? {} : { scale }),
    ...(total === undefined ? {} : { total }),
    ...(weight === undefined ? {} : { weight }),
    ...(error === undefined ? {} : { error }),
    ...(dispersion === undefined ? {} : { dispersion }),
    ...(autocorrelation === undefined ? {} : { autocorrelation }),
    ...(outOf === undefined ? {} : { outOf }),
  };
}

function namesOf(value: unknown, where: string): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw new Failure(`Cannot read the variables of ${where}: give a name, or a list of names`);
}

function numberOf(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Failure(`Cannot read ${what}: give a number`);
}

/** A number, or what is known of it as text: `loguniform(0.001, 0.1)`. */
function knownOf(value: unknown, what: string): number | Distribution | undefined {
  if (typeof value !== 'string') return numberOf(value, what);
  return readDistribution(value, what);
}

/**
 * A distribution as options have it, `uniform(0.1, 0.3)`.
 *
 * @param what is read, as a message names it
 */
export function readDistribution(text: string, what: string): Distribution {
  try {
    const [found] = namedDistribution(`x=${text}`);
    if (found !== undefined) return found.distribution;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new Failure(`Cannot read ${what}: ${error.message}`, undefined, { cause: error });
  }
  throw new Failure(`Cannot read ${what}: give a distribution, such as uniform(0.1, 0.3)`);
}
