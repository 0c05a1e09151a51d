import type { ReactNode } from 'react';
import { Input, Label, NumberField, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';

interface LeverSliderProps {
  readonly label: string;
  /** What changes nothing, what is central, how it is measured: in words, under the label. */
  readonly note: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A slider with its value in a box beside it: drag, arrow keys or typing. */
export function LeverSlider({ label, note, value, least, most, step, onChange }: LeverSliderProps): ReactNode {
  return (
    <div className="lever">
      <Slider className="lever-slider" value={value} minValue={least} maxValue={most} step={step} onChange={onChange}>
        <Label>{label}</Label>
        <SliderOutput className="visually-hidden" />
        <SliderTrack className="lever-track">
          <SliderThumb className="lever-thumb" />
        </SliderTrack>
      </Slider>
      <NumberField
        className="lever-number"
        aria-label={`${label}, as a number`}
        value={value}
        minValue={least}
        maxValue={most}
        step={step}
        formatOptions={{ maximumFractionDigits: 3, useGrouping: most >= 10_000 }}
        onChange={(typed) => {
          if (Number.isFinite(typed)) onChange(typed);
        }}
      >
        <Input />
      </NumberField>
      <p className="lever-note small quiet">{note}</p>
    </div>
  );
}
