import type { Conveyor, Definition, Flow, Leak } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { cleanName, fault, nameOf, optional, readNumber, refuse, type ReadContext } from './context.ts';
import { child, childrenNamed, type XmlElement } from '../xml/element.ts';
import { translateEquation } from './equation.ts';
import { isSet, isTrue } from './settings.ts';

/**
 * Notes which flows the conveyors and queues of a file set, before any equation is read. Of a conveyor, the first outflow that is not marked as
 * a leak is the exit, and all others are leaks (XMILE 1.0, 4.2.1).
 */
export function findDrivenFlows(context: ReadContext, elements: readonly XmlElement[]): void {
  const leaks = new Set(
    elements.filter((element) => child(element, 'leak') !== undefined).map((each) => toId(nameOf(each))),
  );
  for (const stock of elements) {
    if (stock.name.toLowerCase() !== 'stock') continue;
    const outflows = childrenNamed(stock, 'outflow').map(({ text }) => toId(cleanName(text)));
    if (isSet(child(stock, 'queue')) === true) for (const id of outflows) context.drivenFlows.set(id, 'queued');
    if (child(stock, 'conveyor') === undefined) continue;
    const exit = outflows.find((id) => !leaks.has(id));
    for (const id of outflows) context.drivenFlows.set(id, id === exit ? 'exit' : 'leak');
  }
}

/** Attributes that are read; others are refused where set. */
const ATTRIBUTES = new Set(['exponential_leak', 'discrete', 'one_at_a_time', 'batch_integrity']);
const PARTS = new Set(['len', 'capacity', 'in_limit', 'sample', 'arrest']);

/** The `<conveyor>` of a stock, and the stock's initial value, which may be a list; undefined where it has none. */
export function readConveyor(
  context: ReadContext,
  stock: XmlElement,
  variable: string,
): { conveyor: Conveyor; definitions: Definition[] | undefined } | undefined {
  const element = child(stock, 'conveyor');
  if (element === undefined) return undefined;
  refuseUnknown(context, element, variable);
  const equation = (name: string): string | undefined => {
    const part = child(element, name);
    return part && translateEquation(context, { element: { ...part, name: 'eqn' }, variable });
  };
  const length = equation('len');
  if (child(element, 'len') === undefined) {
    fault(context, {
      code: 'missing-equation',
      message: `Cannot run the conveyor "${variable}": it has no transit time`,
      advice: 'give it a <len>',
      place: element.place,
      variable,
    });
  }
  const contents = readContents(stock);
  return {
    conveyor: {
      length: length ?? '0',
      ...optional('capacity', equation('capacity')),
      ...optional('inflowLimit', equation('in_limit')),
      ...optional('sample', equation('sample')),
      ...optional('arrest', equation('arrest')),
      ...(contents === undefined ? {} : { contents }),
      exponentialLeak: isTrue(element.attributes['exponential_leak']),
      ...readOptions(element),
      place: element.place,
    },
    definitions:
      contents === undefined
        ? undefined
        : [{ subscripts: [], equation: String(contents.reduce((sum, each) => sum + each, 0)), place: stock.place }],
  };
}

/** How it takes batches; what XMILE takes for granted is left out. */
function readOptions({ attributes }: XmlElement): Pick<Conveyor, 'discrete' | 'oneAtATime' | 'batchIntegrity'> {
  return {
    ...(isTrue(attributes['discrete']) ? { discrete: true } : {}),
    ...(/^\s*(?:false|0)\s*$/i.test(attributes['one_at_a_time'] ?? '') ? { oneAtATime: false } : {}),
    ...(isTrue(attributes['batch_integrity']) ? { batchIntegrity: true } : {}),
  };
}

function refuseUnknown(context: ReadContext, element: XmlElement, variable: string): void {
  for (const part of element.children) {
    if (PARTS.has(part.name.toLowerCase())) continue;
    refuse(context, { what: `the element <${part.name}> of the conveyor`, place: part.place, variable });
  }
  for (const [name, value] of Object.entries(element.attributes)) {
    if (ATTRIBUTES.has(name.toLowerCase()) || /^\s*(?:false|0)?\s*$/i.test(value)) continue;
    refuse(context, { what: `the attribute ${name}="${value}" of the conveyor`, place: element.place, variable });
  }
}

/** The numbers of a list such as `10, 20, 30`, from the exit on; undefined where the initial value is no list. */
function readContents(stock: XmlElement): number[] | undefined {
  const text = child(stock, 'eqn')?.text ?? '';
  if (!text.includes(',')) return undefined;
  const numbers = text.split(',').map((part) => readNumber(part));
  const known = numbers.filter((each) => each !== undefined);
  return known.length === numbers.length ? known : undefined;
}

/** Where and how a flow leaks from the conveyor that it leaves; undefined where it does not. */
export function readLeak(context: ReadContext, element: XmlElement, variable: string): Leak | undefined {
  const mark = child(element, 'leak');
  if (mark === undefined && context.drivenFlows.get(toId(variable)) !== 'leak') return undefined;
  for (const [name, value] of Object.entries(mark?.attributes ?? {})) {
    if (/^\s*(?:false|0)?\s*$/i.test(value)) continue;
    refuse(context, {
      what: `the attribute ${name}="${value}" of the leak`,
      place: mark?.place ?? element.place,
      variable,
    });
  }
  const share = (name: string, fallback: number): number => {
    const part = child(element, name);
    const text = element.attributes[name] ?? part?.text;
    const value = readNumber(text);
    if (text !== undefined && (value === undefined || value < 0 || value > 1)) {
      refuse(context, {
        what: `the ${name} "${text.trim()}", which is no number from 0 to 1,`,
        place: part?.place ?? element.place,
        variable,
      });
    }
    return value ?? fallback;
  };
  const whole = child(element, 'leak_integers');
  if (isSet(whole) === true)
    refuse(context, { what: 'the leakage of whole units', place: whole?.place ?? element.place, variable });
  return { start: share('leak_start', 0), end: share('leak_end', 1) };
}

/** How a flow lies on the conveyor that it enters (`isee:spreadflow`). */
export function readSpread(context: ReadContext, element: XmlElement, variable: string): Pick<Flow, 'spread'> {
  const spread = element.attributes['isee:spreadflow']?.trim().toLowerCase();
  if (spread === undefined || spread === '' || spread === 'beginning') return {};
  if (spread === 'even' || spread === 'dest' || spread === 'source') return { spread };
  refuse(context, { what: `the attribute isee:spreadflow="${spread}"`, place: element.place, variable });
  return {};
}
