import type { Action } from '@weir/care';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { LeverSlider } from './lever-slider.tsx';
import { LiveFigure } from './live-figure.tsx';
import { leversOf, usualTiming } from './scenarios.ts';
import { dateOf, formatAction } from './theory.tsx';

/** The user's combination: what is in it, its sliders, and its curve beside them. */
export function Combination(): ReactNode {
  const model = useGeneralModel();
  const { view, go, adjust } = useNavigation();
  const { chosen, settings } = view;
  if (chosen.length === 0) {
    return (
      <section className="combination" aria-labelledby="combination-title">
        <h2 id="combination-title">Your combination</h2>
        <p>
          Tick one or more strategies to run them together, set how strongly and when they act, and watch the curve
          move.
        </p>
      </section>
    );
  }
  const timing = usualTiming(model, chosen);
  const start = view.start ?? timing.start;
  const ramp = view.ramp ?? timing.ramp;
  const reset = (): void => go({ settings: {}, start: undefined, ramp: undefined });
  return (
    <section className="combination" aria-labelledby="combination-title">
      <h2 id="combination-title">Your combination</h2>
      <ul className="chips">
        {chosen.map((id) => {
          const name = model.strategies.find((strategy) => strategy.id === id)?.name ?? id;
          return (
            <li key={id}>
              <button
                type="button"
                className="chip"
                aria-label={`Take out ${name}`}
                onClick={() => go({ chosen: chosen.filter((other) => other !== id) })}
              >
                {name} <span aria-hidden="true">×</span>
              </button>
            </li>
          );
        })}
      </ul>
      <LiveFigure />
      <div className="levers">
        {leversOf(model, chosen).map(({ action }) => (
          <LeverSlider
            key={action.parameter}
            label={action.label}
            note={noteOf(action)}
            value={settings[action.parameter] ?? action.central}
            least={action.least}
            most={action.most}
            step={stepOf(action)}
            onChange={(value) => adjust({ settings: { ...settings, [action.parameter]: value } })}
          />
        ))}
        <LeverSlider
          label="Starts"
          note={`${dateOf(start)}. Time 2026 is 31 March 2026.`}
          value={start}
          least={2025.25}
          most={2034}
          step={0.25}
          onChange={(value) => adjust({ start: value })}
        />
        <LeverSlider
          label="Years to come fully into force"
          note={ramp === 0 ? 'In full at once' : `In full from ${dateOf(start + ramp)}`}
          value={ramp}
          least={0}
          most={8}
          step={0.25}
          onChange={(value) => adjust({ ramp: value })}
        />
      </div>
      <p className="no-print">
        <button type="button" className="button" onClick={reset}>
          Set back to central values
        </button>
      </p>
    </section>
  );
}

function noteOf(action: Action): string {
  const unit = action.unit === '1' ? '' : ` ${action.unit}`;
  return `Central ${formatAction(action.central)}${unit}; the evidence allows ${formatAction(action.low)} to ${formatAction(action.high)}; ${formatAction(action.neutral)} changes nothing.`;
}

/** About a hundred steps over the slider's range, of a round size. */
export function stepOf({ least, most }: Pick<Action, 'least' | 'most'>): number {
  const rough = (most - least) / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return Number((factor * power).toPrecision(3));
}
