import { useId } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { firstYear, lastYear } from '../app/view.ts';
import { IndicatorSelect } from '../charts/indicator-select.tsx';

/** Which indicator, which year, and whether levels or differences are shown. */
export function ViewControls(): ReactNode {
  const { view, go } = useNavigation();
  const { indicators } = useGeneralModel();
  const yearId = useId();
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  return (
    <div className="controls no-print">
      <IndicatorSelect indicators={indicators} value={view.indicator} onChange={(indicator) => go({ indicator })} />
      <div className="field">
        <label htmlFor={yearId}>Year, at 31 March</label>
        <select id={yearId} value={view.year} onChange={(event) => go({ year: Number(event.target.value) })}>
          {years.map((year) => (
            <option key={year}>{year}</option>
          ))}
        </select>
      </div>
      <fieldset className="field choice">
        <legend>Shown as</legend>
        <label>
          <input type="radio" name="shown" checked={!view.showLevels} onChange={() => go({ showLevels: false })} />
          Change from business as usual
        </label>
        <label>
          <input type="radio" name="shown" checked={view.showLevels} onChange={() => go({ showLevels: true })} />
          Level
        </label>
      </fieldset>
    </div>
  );
}
