import type { Model } from '@weir/engine';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { SystemVariable } from '../map/system-graph.ts';
import { formatValue, unitsText } from './format-value.ts';
import type { TraceSeries } from './trace.ts';
import type { TraceState } from './use-trace.ts';

interface ValueNowProps {
  readonly variable: SystemVariable;
  readonly trace: TraceState;
  readonly row: number;
  readonly time: number;
  readonly onTime: (time: number) => void;
  readonly model: Model;
}

/** The value at a chosen time, of an array part by part. */
export function ValueNow({ variable, trace, row, time, onTime, model }: ValueNowProps): ReactNode {
  const id = useId();
  if (trace.kind === 'failed') {
    return <output className="notice notice-error status-line">The values cannot be shown: {trace.message}</output>;
  }
  const series = trace.kind === 'ready' ? (trace.trace.series.get(variable.id) ?? []) : [];
  const units = unitsText(variable.units);
  return (
    <div className="value-now">
      {variable.kind !== 'constant' && (
        <>
          <label htmlFor={id}>31 March {time}</label>
          <input
            id={id}
            type="range"
            min={Math.ceil(model.time.start)}
            max={Math.floor(model.time.stop)}
            step={1}
            value={time}
            aria-valuetext={`31 March ${time}`}
            onChange={(event) => onTime(Number(event.target.value))}
          />
        </>
      )}
      {trace.kind === 'starting' && <p className="quiet">Running the model …</p>}
      <output htmlFor={id}>
        {series.length === 1 && (
          <p className="value-figure">
            {formatValue(series[0]?.values[row])} <span className="value-units">{units}</span>
          </p>
        )}
        {series.length > 1 && <Parts series={series} row={row} units={units} summed={isSummed(variable)} />}
      </output>
    </div>
  );
}

/** Counts and rates of counts add up over the parts of an array; averages and shares do not. */
function isSummed(variable: SystemVariable): boolean {
  return variable.kind === 'stock' || variable.kind === 'flow';
}

interface PartsProps {
  readonly series: readonly TraceSeries[];
  readonly row: number;
  readonly units: string;
  readonly summed: boolean;
}

function Parts({ series, row, units, summed }: PartsProps): ReactNode {
  const total = series.reduce((sum, { values }) => sum + (values[row] ?? NaN), 0);
  return (
    <>
      {summed && (
        <p className="value-figure">
          {formatValue(total)} <span className="value-units">{units} in all</span>
        </p>
      )}
      <details open={series.length <= 6}>
        <summary>
          {series.length} parts{summed ? '' : units === '' ? '' : `, in ${units}`}
        </summary>
        <dl className="parts">
          {series.map(({ label, values }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{formatValue(values[row])}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
