import type { Diagnostic } from '../../model/diagnostic.ts';
import { quantileOf, type Distribution } from '../../random/distribution.ts';
import { widestInterval } from './likelihood/figure-density.ts';
import { isKnown, type ErrorKind, type Observation, type Observed } from './likelihood/observation.ts';

/** What is wrong with series, names apart, which the model must know. */
export function checkObservations(
  observations: readonly Observation[],
  { until = Number.POSITIVE_INFINITY }: { readonly until?: number },
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const say = (message: string, advice: string): void => {
    diagnostics.push({ code: 'bad-observations', severity: 'error', message, advice });
  };
  const names = new Set<string>();
  for (const each of observations) {
    if (names.has(each.name))
      say(`Cannot tell two series apart that are both called "${each.name}"`, 'give each a name of its own');
    names.add(each.name);
    checkShape(each, say);
    checkSpread(each, say);
    const bad = each.values.findIndex((value) => isKnown(value) && !isPossible(value, each.error));
    if (bad >= 0) {
      const found = each.values[bad];
      const figure = typeof found === 'number' ? String(found) : `${found?.low} to ${found?.high}`;
      say(
        `Cannot compare the figure ${figure} of "${each.name}" at ${each.times[bad]}: ${possible[each.error]}`,
        'correct it, or choose another kind of error',
      );
    }
  }
  const fitted = observations.some(({ times, values }) =>
    values.some((value, place) => isKnown(value) && (times[place] ?? Number.NaN) <= until),
  );
  if (!fitted && diagnostics.length === 0) {
    const before = until === Number.POSITIVE_INFINITY ? '' : ` up to ${until}`;
    say(`Cannot calibrate: there is no figure to fit${before}`, 'give series whose times the run reaches');
  }
  return diagnostics;
}

type Say = (message: string, advice: string) => void;

function checkShape({ name, times, values, outOf, error, total, weight = 1 }: Observation, say: Say): void {
  if (times.length !== values.length)
    say(
      `Cannot read the series "${name}": it has ${times.length} times and ${values.length} figures`,
      'give as many of each',
    );
  if (times.some((time, place) => !Number.isFinite(time) || time <= (times[place - 1] ?? Number.NEGATIVE_INFINITY)))
    say(`Cannot read the series "${name}": its times do not rise`, 'put them in order, each once');
  if (error === 'share' && (outOf?.length !== times.length || outOf.some((count) => !(count > 0))))
    say(
      `Cannot compare the shares of "${name}": how many each is a part of is not known`,
      'give a number above 0 for each',
    );
  if (total !== undefined && !(total > 0))
    say(`Cannot add up "${name}" over ${total}`, 'give a length of time above 0');
  if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
    say(`Cannot weigh "${name}" by ${weight}`, 'give a number from 0');
}

function checkSpread({ name, error, dispersion, autocorrelation = 0 }: Observation, say: Say): void {
  const whole = error === 'count' || error === 'share';
  if (dispersion === undefined && !whole)
    say(
      `Cannot judge the errors of "${name}": their size is not given`,
      'give a dispersion, or a range for it to be estimated',
    );
  const [low, high] = ends(dispersion ?? 0);
  const most = error === 'share' ? 1 : Number.POSITIVE_INFINITY;
  if (
    dispersion !== undefined &&
    !((whole ? low >= 0 : low > 0 || typeof dispersion !== 'number') && low >= 0 && high <= most)
  )
    say(
      `Cannot use a dispersion of ${label(dispersion)} for "${name}"`,
      `give a number ${whole ? 'from' : 'above'} 0${most === 1 ? ' and below 1' : ''}`,
    );
  const [least, greatest] = ends(autocorrelation);
  if (!(least >= 0 && greatest < 1) || (whole && greatest > 0))
    say(
      `Cannot use an autocorrelation of ${label(autocorrelation)} for "${name}"`,
      whole
        ? 'leave it out: counts and shares have none; a logarithmic error can have'
        : 'give a number from 0 and below 1',
    );
}

function label(known: number | Distribution): string {
  return typeof known === 'number' ? String(known) : `${known.kind} ${ends(known).join(' to ')}`;
}

/** The ends of what is known; a prior that makes no sense is told of elsewhere. */
function ends(known: number | Distribution): readonly [number, number] {
  if (typeof known === 'number') return [known, known];
  try {
    return [quantileOf(known, 0), quantileOf(known, 1)];
  } catch {
    return [Number.NaN, Number.NaN];
  }
}

const possible: Readonly<Record<ErrorKind, string>> = {
  count: `a count is a number from 0, an interval of counts holds a whole number and at most ${widestInterval}`,
  share: `a share lies between 0 and 1, an interval of shares holds a whole number and at most ${widestInterval}`,
  absolute: 'it is no finite number, or an interval whose ends are the wrong way round',
  relative: 'it is no finite number, or an interval whose ends are the wrong way round',
  logarithmic: 'only what is above 0 has a logarithm',
};

function isPossible(value: Observed, kind: ErrorKind): boolean {
  const [low, high] = typeof value === 'number' ? [value, value] : [value.low, value.high];
  const interval = typeof value !== 'number';
  switch (kind) {
    case 'count':
      return (
        low >= 0 &&
        high < Number.POSITIVE_INFINITY &&
        (!interval || (Math.floor(high) >= Math.ceil(low) && high - low < widestInterval))
      );
    case 'share':
      return low >= 0 && high <= 1 && high >= low;
    case 'absolute':
    case 'relative':
      return interval ? low < high : Number.isFinite(value);
    case 'logarithmic':
      return interval ? low < high && high > 0 : low > 0 && low < Number.POSITIVE_INFINITY;
  }
}
