import type { ReactNode } from 'react';
import { fewestMembers } from './runs-context.tsx';

interface ProgressProps {
  /** Members run so far. */
  readonly run: number;
  readonly asked: number;
}

/** How far an ensemble is. Spoken only at its beginning and its end; the bar moves for the eye. */
export function EnsembleProgress({ run, asked }: ProgressProps): ReactNode {
  const done = run >= asked;
  return (
    <div className="progress">
      <div className="progress-bar" aria-hidden="true" hidden={done}>
        <span style={{ width: `${(100 * run) / asked}%` }} />
      </div>
      <p className="small quiet" aria-hidden="true">
        {done
          ? `From ${asked} runs of the model, over the range of the evidence`
          : run < fewestMembers
            ? `${run} of ${asked} runs so far; figures are shown from ${fewestMembers}`
            : `${run} of ${asked} runs so far; figures and ranks still move`}
      </p>
      <output className="visually-hidden">
        {done ? `All ${asked} runs are done` : 'Runs are under way; figures will settle'}
      </output>
    </div>
  );
}
