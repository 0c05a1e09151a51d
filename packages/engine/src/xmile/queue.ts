import type { Flow, Stock } from '../model/model.ts';
import { child, type XmlElement } from '../xml/element.ts';
import { fault, refuse, type ReadContext } from './context.ts';
import { isSet } from './settings.ts';

/** The `<queue/>` of a stock, which has no options (XMILE 1.0, 4.2): what Stella may add to it is refused by name. */
export function readQueue(context: ReadContext, stock: XmlElement, variable: string): Pick<Stock, 'queue'> {
  const element = child(stock, 'queue');
  if (element === undefined || isSet(element) !== true) return {};
  const { place } = element;
  for (const part of element.children)
    refuse(context, { what: `the element <${part.name}> of the queue`, place: part.place, variable });
  for (const [name, value] of Object.entries(element.attributes))
    if (!/^\s*(?:false|0)?\s*$/i.test(value))
      refuse(context, { what: `the attribute ${name}="${value}" of the queue`, place, variable });
  if (child(stock, 'conveyor') !== undefined) {
    const message = `Cannot run "${variable}" both as a conveyor and as a queue`;
    fault(context, { code: 'bad-queue', message, advice: 'keep one of the two', place, variable });
    return {};
  }
  const initial = child(stock, 'eqn');
  if (initial !== undefined && /^[\d\s.eE+-]+(?:[,;][\d\s.eE+-]+)+$/.test(initial.text)) {
    const what = 'the list of batches that the queue starts with';
    refuse(context, { what, place: initial.place, variable, advice: 'give one initial value, which is one batch' });
  }
  return { queue: true };
}

/** The `<overflow/>` of a flow. */
export function readOverflow(flow: XmlElement): Pick<Flow, 'overflow'> {
  return isSet(child(flow, 'overflow')) === true ? { overflow: true } : {};
}
