import type { ReactNode } from 'react';
import { signText, signWords } from '../map/sign-text.ts';
import type { SystemGraph, SystemVariable } from '../map/system-graph.ts';
import { formatValue, unitsText } from './format-value.ts';
import type { TraceState } from './use-trace.ts';
import { WorkingsLink } from './workings-link.tsx';

interface InputsTableProps {
  readonly graph: SystemGraph;
  readonly variable: SystemVariable;
  readonly trace: TraceState;
  readonly row: number;
}

/** What a variable depends on, with the sign of each link and its value at the chosen time. */
export function InputsTable({ graph, variable, trace, row }: InputsTableProps): ReactNode {
  return (
    <table className="inputs-table">
      <caption className="visually-hidden">What {variable.name} depends on</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Sign</span>
          </th>
          <th scope="col">Variable</th>
          <th scope="col" className="number">
            Value
          </th>
        </tr>
      </thead>
      <tbody>
        {variable.causes.map(({ from, sign }) => {
          const input = graph.variables.get(from);
          return (
            <tr key={from}>
              <td>
                <span aria-hidden="true" className="link-sign">
                  {signText(sign)}
                </span>
                <span className="visually-hidden">{signWords(sign)}</span>
              </td>
              <th scope="row">
                <WorkingsLink item={from}>{input?.name ?? from}</WorkingsLink>
              </th>
              <td className="number">
                {valueOf(from, trace, row)} <span className="quiet small">{unitsText(input?.units)}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function valueOf(id: SystemVariable['id'], trace: TraceState, row: number): string {
  if (trace.kind !== 'ready') return '…';
  const series = trace.trace.series.get(id);
  if (series === undefined) return 'a curve';
  const values = series.map(({ values: column }) => column[row] ?? NaN);
  const [only] = values;
  if (values.length === 1) return formatValue(only);
  return `${formatValue(Math.min(...values))} to ${formatValue(Math.max(...values))}`;
}
