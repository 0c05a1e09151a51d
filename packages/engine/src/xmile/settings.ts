import { ownValue } from '../model/own-value.ts';
import type { Dimension, IntegrationMethod, TimeSettings } from '../model/model.ts';
import type { ReadContext } from './context.ts';
import { cleanName, fault, nameOf, readNumber, refuse } from './context.ts';
import type { XmlElement } from '../xml/element.ts';
import { child, childText, childrenNamed } from '../xml/element.ts';

/** XMILE 1.0, 2.3: the names of methods. Gear's is known there, and not here. */
const METHODS: Readonly<Record<string, IntegrationMethod>> = {
  euler: 'euler',
  rk2: 'rk2',
  rk4: 'rk4',
  rk45: 'dormand-prince',
};

/** XMILE 1.0, section 2.3: what `<sim_specs>` leaves out is 1, 13, a step of 1, Euler. */
export function readTime(context: ReadContext, root: XmlElement): TimeSettings {
  const specs = child(root, 'sim_specs');
  if (specs === undefined) {
    fault(context, {
      code: 'missing-time',
      message: `Cannot find when the run starts and stops: "${context.file}" has no <sim_specs>`,
      advice: 'add <sim_specs> with <start>, <stop> and <dt>',
      place: root.place,
    });
    return { start: 0, stop: 1, step: 1, units: '', method: 'euler' };
  }
  const number = (name: string, fallback: number): number => {
    const element = child(specs, name);
    const value = readNumber(element?.text);
    if (element !== undefined && value === undefined) {
      fault(context, {
        code: 'not-a-number',
        message: `Cannot read <${name}> "${element.text.trim()}" as a number`,
        advice: 'give a number, such as 0.25',
        place: element.place,
      });
    }
    return value ?? fallback;
  };
  const start = number('start', 1);
  const stop = number('stop', 13);
  const written = number('dt', 1);
  const step = isTrue(child(specs, 'dt')?.attributes['reciprocal']) ? 1 / written : written;
  const say = (name: string, message: string, advice: string): void => {
    const place = (child(specs, name) ?? specs).place;
    fault(context, { code: 'bad-time', message, advice, place });
  };
  const isRunnable = step > 0 && Number.isFinite(step) && stop >= start;
  if (!(step > 0) || !Number.isFinite(step)) say('dt', `Cannot run with a step of ${step}`, 'give a <dt> above 0');
  else if (!isRunnable)
    say('stop', `Cannot run from ${start} to ${stop}`, 'give a <stop> that is not before the <start>');
  refuseParts(context, specs);
  const saved =
    childText(specs, 'save_step') ?? childText(specs, 'isee:save_interval') ?? specs.attributes['isee:save_interval'];
  const saveEvery = readNumber(saved);
  return {
    // What cannot be run has been said; it is not to be said again.
    ...(isRunnable ? { start, stop, step } : { start: 0, stop: 1, step: 1 }),
    ...(saveEvery === undefined || saveEvery <= 0 || saveEvery === step ? {} : { saveEvery }),
    units: specs.attributes['time_units'] ?? '',
    method: readMethod(context, specs),
    ...(specs.attributes['weir:test_inputs'] === 'held' ? { testInputs: 'held' } : {}),
  };
}

/** XMILE 1.0, section 2.3: a run may be of some groups or modules only. */
function refuseParts(context: ReadContext, specs: XmlElement): void {
  const run = child(specs, 'run');
  const by = run?.attributes['by'] ?? specs.attributes['run_by'] ?? 'all';
  if (by.toLowerCase() === 'all') return;
  refuse(context, {
    what: `only some of the model, by ${by}`,
    place: (run ?? specs).place,
    advice: 'run the whole model',
  });
}

/** Methods are listed in order of preference; the first that the engine has is taken. */
function readMethod(context: ReadContext, specs: XmlElement): IntegrationMethod {
  const written = specs.attributes['method'] ?? 'euler';
  if (context.writer === 'vensim' && /^rk4$/i.test(written)) {
    // All of the conformance suite's files that Vensim exported say RK4; their .mdl files say Euler, and so do the results.
    context.diagnostics.push({
      code: 'vensim-method',
      severity: 'warning',
      message: 'Cannot rely on the integration method "RK4" in a file that Vensim exported: Euler is used',
      advice: 'Vensim writes RK4 whatever the model uses; choose the method for the run if it is not Euler',
      place: specs.place,
    });
    return 'euler';
  }
  const wanted = written.split(',').map((name) => name.trim().toLowerCase());
  const known = wanted.map((name) => ownValue(METHODS, name)).find((method) => method !== undefined);
  if (known === undefined) {
    refuse(context, {
      what: `the integration method "${written}"`,
      place: specs.place,
      advice: 'choose Euler, RK2, RK4 or RK45',
    });
  }
  return known ?? 'euler';
}

/** `<dimensions>`: a `size` gives elements named 1 to n. */
export function readDimensions(root: XmlElement): Dimension[] {
  const list = child(root, 'dimensions');
  return childrenNamed(list ?? { ...root, children: [] }, 'dim').map((dim) => {
    const named = childrenNamed(dim, 'elem').map(nameOf);
    const size = readNumber(dim.attributes['size']) ?? 0;
    const elements =
      named.length > 0 ? named : Array.from({ length: Math.min(size, 1e6) }, (_, index) => String(index + 1));
    const parent = dim.attributes['weir:subrange_of'];
    return {
      name: nameOf(dim),
      elements,
      ...(parent === undefined ? {} : { subrangeOf: cleanName(parent) }),
      documentation: childText(dim, 'doc') ?? dim.attributes['weir:doc'] ?? '',
      place: dim.place,
    };
  });
}

/** `<model_units>`: aliases, and units that a unit is defined as. */
export function readUnits(root: XmlElement): string[][] {
  const list = child(root, 'model_units');
  return (list?.children ?? [])
    .filter((unit) => /^units?$/i.test(unit.name) && nameOf(unit) !== '')
    .map((unit) => {
      const equation = childText(unit, 'eqn');
      const aliases = childrenNamed(unit, 'alias').map((alias) => cleanName(alias.text));
      return [nameOf(unit), ...(equation === undefined || equation === '' ? [] : [equation]), ...aliases];
    })
    .filter((names) => names.length > 1);
}

/** Whether stocks and flows that do not say are non-negative. */
export interface Behaviour {
  readonly stock: boolean;
  readonly flow: boolean;
}

/** `<behavior>` of the file, or of one `<model>`, which goes before that of the file (`outer`). */
export function readBehaviour(holder: XmlElement, outer: Behaviour = { stock: false, flow: false }): Behaviour {
  const behaviour = child(holder, 'behavior');
  if (behaviour === undefined) {
    return outer;
  }
  const all = isSet(child(behaviour, 'non_negative'));
  const of = (kind: string) => {
    const part = child(behaviour, kind);
    return part === undefined ? undefined : isSet(child(part, 'non_negative'));
  };
  return { stock: of('stock') ?? all ?? outer.stock, flow: of('flow') ?? all ?? outer.flow };
}

/** Whether an option element is switched on: `<non_negative/>` is, `<non_negative>false</non_negative>` is not. */
export function isSet(element: XmlElement | undefined): boolean | undefined {
  return element === undefined ? undefined : element.text.trim() === '' || isTrue(element.text);
}

/** `true`, `TRUE` and `1`. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^\s*(?:true|1)\s*$/i.test(text);
}

/** Whether an invalid index gives NaN: by XMILE 1.0 it gives 0 where the options say nothing. */
export function isNaNOutsideArrays(root: XmlElement): boolean {
  const header = child(root, 'header');
  const options = header && child(header, 'options');
  const arrays = options && child(options, 'uses_arrays');
  return arrays?.attributes['invalid_index_value']?.toLowerCase() === 'nan';
}
