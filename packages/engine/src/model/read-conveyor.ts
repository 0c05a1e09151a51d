import type { DataPath, DataReader } from './data-reader.ts';
import type { Flow, Stock } from './model.ts';

const keys = [
  'length',
  'capacity',
  'inflow limit',
  'sample',
  'arrest',
  'contents',
  'exponential leak',
  'discrete',
  'one at a time',
  'batch integrity',
];

/** The key `conveyor` of a stock: `{length: …}`, and what else a conveyor may have. */
export function readConveyor(data: unknown, path: DataPath, reader: DataReader): Pick<Stock, 'conveyor'> {
  const map = reader.map(data, path);
  if (map === undefined) return {};
  reader.keys(map, path, keys);
  const equation = (key: string): string | undefined => reader.text(map[key], [...path, key]);
  const [length, capacity, inflowLimit] = [equation('length'), equation('capacity'), equation('inflow limit')];
  const [sample, arrest] = [equation('sample'), equation('arrest')];
  const contents = reader.numbers(map['contents'], [...path, 'contents']);
  const option = (key: string): boolean | undefined => reader.boolean(map[key], [...path, key]);
  const [exponentialLeak = false, discrete] = [option('exponential leak'), option('discrete')];
  const [oneAtATime, batchIntegrity] = [option('one at a time'), option('batch integrity')];
  if (!reader.required(length, path, 'length')) return {};
  return {
    conveyor: {
      length,
      ...(capacity === undefined ? {} : { capacity }),
      ...(inflowLimit === undefined ? {} : { inflowLimit }),
      ...(sample === undefined ? {} : { sample }),
      ...(arrest === undefined ? {} : { arrest }),
      ...(contents === undefined ? {} : { contents }),
      exponentialLeak,
      ...(discrete === true ? { discrete } : {}),
      ...(oneAtATime === false ? { oneAtATime } : {}),
      ...(batchIntegrity === true ? { batchIntegrity } : {}),
      ...reader.placed(path),
    },
  };
}

const spreads = ['even', 'dest', 'source'] as const;

/** The keys `leak` of a flow, the part of the conveyor's length from its entry, as in `[0, 1]`; `overflow`; and `spread`. */
export function readConveyed(
  map: Readonly<Record<string, unknown>>,
  path: DataPath,
  reader: DataReader,
): Pick<Flow, 'leak' | 'overflow' | 'spread'> {
  const at = [...path, 'leak'];
  const zone = reader.numbers(map['leak'], at);
  const [start = 0, end = 1] = zone ?? [];
  if (zone !== undefined && (zone.length !== 2 || !(start >= 0 && start < end && end <= 1))) {
    const message = 'Cannot read "leak": two rising numbers from 0 to 1 are needed';
    reader.report(at, { code: 'wrong-type', message, advice: 'write [0, 1] for the whole conveyor' });
  }
  const spread = reader.word(map['spread'], [...path, 'spread'], spreads);
  return {
    ...(zone === undefined ? {} : { leak: { start, end } }),
    ...(reader.boolean(map['overflow'], [...path, 'overflow']) === true ? { overflow: true } : {}),
    ...(spread === undefined ? {} : { spread }),
  };
}
