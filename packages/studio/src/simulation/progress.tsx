import type { ReactNode } from 'react';
import type { Ensemble } from './ensemble.ts';

interface ProgressProps {
  readonly ensemble: Ensemble | undefined;
  readonly asked: number;
}

/** How far an ensemble is. Spoken only at its beginning and its end; the bar moves for the eye. */
export function EnsembleProgress({ ensemble, asked }: ProgressProps): ReactNode {
  const run = ensemble?.run ?? 0;
  const done = run >= asked;
  return (
    <div className="progress">
      <div className="progress-bar" aria-hidden="true" hidden={done}>
        <span style={{ width: `${(100 * run) / asked}%` }} />
      </div>
      <p className="small quiet" aria-hidden="true">
        {done
          ? `From ${asked} runs of the model, over the range of the evidence`
          : `${run} of ${asked} runs so far; figures still move a little`}
      </p>
      <output className="visually-hidden">
        {done ? `All ${asked} runs are done` : 'Runs are under way; figures will settle'}
      </output>
    </div>
  );
}
