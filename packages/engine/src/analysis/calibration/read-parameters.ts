import type { DataPath, DataReader } from '../../model/data-reader.ts';
import type { Distribution } from '../../random/distribution.ts';
import type { CalibrationParameter } from './parameter-space.ts';

/**
 * Parameters from plain data: a list of `{ name, prior: { kind, … } }` as they are in the API. What is wrong is reported; whether a distribution makes sense
 * is checked where it is used.
 */
export function readParameters(
  data: unknown,
  { reader, path }: { reader: DataReader; path: DataPath },
): readonly CalibrationParameter[] {
  const list = reader.list(data, path) ?? [];
  return list.flatMap((each, index) => {
    const here = [...path, index];
    const map = reader.map(each, here);
    if (map === undefined) return [];
    const name = reader.text(map['name'], [...here, 'name']);
    const prior = readDistribution(map['prior'], { reader, path: [...here, 'prior'] });
    if (!reader.required(name, here, 'name') || prior === undefined) return [];
    return [{ name, prior }];
  });
}

const kinds = ['uniform', 'logUniform', 'triangular', 'pert', 'beta', 'normal', 'logNormal', 'gamma'] as const;

/** A distribution from plain data, `{ kind, … }` as it is in the API; undefined, and reported, where it is none. */
export function readDistribution(
  data: unknown,
  { reader, path }: { reader: DataReader; path: DataPath },
): Distribution | undefined {
  const map = reader.map(data, path);
  if (map === undefined) {
    if (data === undefined) reader.required(undefined, path.slice(0, -1), String(path.at(-1)));
    return undefined;
  }
  const number = (key: string): number | undefined => reader.number(map[key], [...path, key]);
  const needed = (key: string): number => {
    const found = number(key);
    reader.required(found, path, key);
    return found ?? Number.NaN;
  };
  const [low, high] = [number('low'), number('high')];
  const cut = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  const kind = reader.word(map['kind'], [...path, 'kind'], kinds);
  switch (kind) {
    case 'uniform':
    case 'logUniform':
      return { kind, low: needed('low'), high: needed('high') };
    case 'triangular':
    case 'pert':
      return { kind, low: needed('low'), mode: needed('mode'), high: needed('high') };
    case 'beta':
      return { kind, alpha: needed('alpha'), beta: needed('beta'), ...cut };
    case 'gamma':
      return { kind, shape: needed('shape'), scale: needed('scale'), ...cut };
    case 'normal':
      return { kind, mean: needed('mean'), deviation: needed('deviation'), ...cut };
    case 'logNormal':
      return { kind, median: needed('median'), deviation: needed('deviation'), ...cut };
    default:
      reader.required(map['kind'], path, 'kind');
      return undefined;
  }
}
