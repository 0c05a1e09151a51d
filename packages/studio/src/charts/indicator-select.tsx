import type { Indicator } from '@weir/care';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface IndicatorSelectProps {
  readonly indicators: readonly Indicator[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The indicators by group, in a list that every device can work. */
export function IndicatorSelect({ indicators, value, onChange }: IndicatorSelectProps): ReactNode {
  const id = useId();
  const groups = [...new Set(indicators.map(({ group }) => group))];
  return (
    <div className="field field-wide">
      <label htmlFor={id}>Indicator</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {indicators
              .filter((indicator) => indicator.group === group)
              .map((indicator) => (
                <option key={indicator.id} value={indicator.id}>
                  {indicator.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
