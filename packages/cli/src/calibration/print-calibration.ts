import type {
  Calibration,
  Fit,
  Identifiability,
  ParameterSummary,
  Posterior,
  SeriesPrediction,
} from '@weir/engine/analysis';
import { textTable } from '../text-table.ts';

/** All that a calibration found. */
export interface CalibrationReport {
  readonly calibration: Calibration;
  readonly fit: Fit | undefined;
  readonly sampled:
    | {
        readonly posterior: Posterior;
        readonly summary: readonly ParameterSummary[];
        readonly predictions: readonly SeriesPrediction[];
        readonly identifiability: Identifiability;
      }
    | undefined;
  readonly remarks: readonly string[];
}

export type CalibrationFormat = 'table' | 'json';

/** Prints what was found; the same result gives the same bytes. */
export const calibrationPrinters: Readonly<Record<CalibrationFormat, (report: CalibrationReport) => string>> = {
  table: (report) => {
    const parameters = parameterRows(report);
    const series = seriesRows(report);
    const parts = [
      textTable(parameters, rightOf(parameters)),
      textTable(series, rightOf(series)),
      ...(report.remarks.length === 0 ? [] : [report.remarks.map((each) => `${each}.\n`).join('')]),
    ];
    return parts.join('\n');
  },
  // NaN, which JSON does not have, becomes null.
  json: (report) => `${JSON.stringify(plain(report), arraysAsLists, 2)}\n`,
};

function parameterRows({ calibration, fit, sampled }: CalibrationReport): string[][] {
  const heading = [
    'parameter',
    ...(fit === undefined ? [] : ['best']),
    ...(sampled === undefined ? [] : ['median', '5 %', '95 %', 'narrowed', 'R-hat', 'size', 'tail size']),
  ];
  const rows = calibration.parameters.map(({ name }, place) => {
    const own = sampled?.summary[place];
    const narrowed = sampled?.identifiability.narrowing[place]?.share;
    return [
      name,
      ...(fit === undefined ? [] : [shown(fit.values[place])]),
      ...(own === undefined
        ? []
        : [
            shown(own.median),
            shown(own.low),
            shown(own.high),
            percent(narrowed),
            own.rHat.toFixed(3),
            shownWhole(own.bulkSize),
            shownWhole(own.tailSize),
          ]),
    ];
  });
  return [heading, ...rows];
}

function seriesRows({ calibration, fit, sampled }: CalibrationReport): string[][] {
  const heading = [
    'series',
    'figures',
    ...(fit === undefined ? [] : ['best off by', 'held out off by']),
    ...(sampled === undefined ? [] : ['in 50 %', 'in 90 %', 'p', 'held out', 'in 90 %', 'off by']),
  ];
  const rows = calibration.observations.map(({ name, times }, index) => {
    const [best, own] = [fit?.series[index], sampled?.predictions[index]];
    return [
      name,
      String(times.length),
      ...(best === undefined ? [] : [percent(best.fittedError, 1), percent(best.heldOutError, 1)]),
      ...(own === undefined
        ? []
        : [
            percent(own.fitted.within50),
            percent(own.fitted.within90),
            Number.isNaN(own.pValue) ? '–' : own.pValue.toFixed(2),
            String(own.heldOut.figures),
            percent(own.heldOut.within90),
            percent(own.heldOut.meanError, 1),
          ]),
    ];
  });
  return [heading, ...rows];
}

function rightOf(rows: readonly (readonly string[])[]): ReadonlySet<number> {
  return new Set(Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => column).slice(1));
}

function shown(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : String(Number(value.toPrecision(4)));
}

function shownWhole(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(0);
}

function percent(share: number | undefined, decimals = 0): string {
  return share === undefined || Number.isNaN(share) ? '–' : `${(100 * share).toFixed(decimals)} %`;
}

/** What a program would want: no draws, which the stored posterior has. */
function plain({ calibration, fit, sampled, remarks }: CalibrationReport) {
  return {
    parameters: calibration.parameters.map(({ name, prior }, place) => ({
      name,
      prior,
      ...(fit === undefined ? {} : { best: fit.values[place] }),
      ...(sampled === undefined
        ? {}
        : { ...sampled.summary[place], narrowing: sampled.identifiability.narrowing[place]?.share }),
    })),
    series: calibration.observations.map(({ name }, index) => ({
      name,
      ...fit?.series[index],
      ...sampled?.predictions[index],
    })),
    ...(fit === undefined
      ? {}
      : {
          search: {
            method: fit.method,
            seed: fit.seed,
            runs: fit.runs,
            failed: fit.failed,
            converged: fit.converged,
            logLikelihood: fit.logLikelihood,
            logPrior: fit.logPrior,
          },
        }),
    ...(sampled === undefined
      ? {}
      : {
          sampling: {
            ...sampled.posterior.state.settings,
            runs: sampled.posterior.state.evaluations,
            runsAfterWarmUp: sampled.posterior.state.keptEvaluations,
          },
          alike: sampled.identifiability.alike,
        }),
    remarks,
  };
}

function arraysAsLists(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? Array.from(value) : value;
}
