import type { GraphicalFunction } from '../model/model.ts';
import type { ReadContext } from './context.ts';
import { fault, readNumber } from './context.ts';
import type { XmlElement } from '../xml/element.ts';
import { child } from '../xml/element.ts';
import { isTrue } from './settings.ts';

/**
 * `<gf>`: y values in `<ypts>`; x values in `<xpts>`, or spread evenly over `<xscale>`. Values are separated by commas
 * or by the character that `sep` names.
 */
export function readGraphical(context: ReadContext, gf: XmlElement, variable: string): GraphicalFunction | undefined {
  const y = readPoints(context, { list: child(gf, 'ypts'), variable, gf });
  if (y === undefined) {
    return undefined;
  }
  const x = readX(context, { gf, count: y.length, variable });
  if (x === undefined) {
    return undefined;
  }
  if (x.length !== y.length || x.length === 0) {
    fault(context, {
      code: 'table-points',
      message: `Cannot use the graphical function of "${variable}": it has ${x.length} x values and ${y.length} y values`,
      advice: 'give one y value for each x value',
      place: gf.place,
      variable,
    });
    return undefined;
  }
  return { x, y, mode: readMode(context, gf, variable) };
}

function readX(context: ReadContext, given: { gf: XmlElement; count: number; variable: string }): number[] | undefined {
  const { gf, count, variable } = given;
  const points = child(gf, 'xpts');
  if (points !== undefined) {
    return readPoints(context, { list: points, variable, gf });
  }
  const scale = child(gf, 'xscale');
  const low = readNumber(scale?.attributes['min']);
  const high = readNumber(scale?.attributes['max']);
  if (low === undefined || high === undefined) {
    fault(context, {
      code: 'table-points',
      message: `Cannot use the graphical function of "${variable}": it has neither <xpts> nor <xscale min max>`,
      advice: 'give the x values',
      place: gf.place,
      variable,
    });
    return undefined;
  }
  const last = Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => low + ((high - low) * index) / last);
}

function readPoints(
  context: ReadContext,
  given: { list: XmlElement | undefined; variable: string; gf: XmlElement },
): number[] | undefined {
  const { list, variable, gf } = given;
  const separator = list?.attributes['sep'] ?? ',';
  const parts = (list?.text ?? '').split(separator === '' ? ',' : separator).map((part) => part.trim());
  // A separator after the last value is common.
  if (parts.at(-1) === '') {
    parts.pop();
  }
  const values = parts.map(readNumber);
  const bad = values.indexOf(undefined);
  if (bad >= 0) {
    fault(context, {
      code: 'not-a-number',
      message: `Cannot read "${parts[bad] ?? ''}" as a point of the graphical function of "${variable}"`,
      advice: 'separate numbers by commas, or name the separator in "sep"',
      place: list?.place ?? gf.place,
      variable,
    });
    return undefined;
  }
  return values.filter((value) => value !== undefined);
}

function readMode(context: ReadContext, gf: XmlElement, variable: string): GraphicalFunction['mode'] {
  if (isTrue(gf.attributes['discrete'])) {
    return 'discrete';
  }
  const type = (gf.attributes['type'] ?? 'continuous').trim().toLowerCase();
  if (type === 'continuous' || type === 'discrete' || type === 'extrapolate') {
    return type;
  }
  fault(context, {
    code: 'unknown-table-type',
    message: `Cannot use the graphical function of "${variable}": its type is "${type}"`,
    advice: 'choose "continuous", "discrete" or "extrapolate"',
    place: gf.place,
    variable,
  });
  return 'continuous';
}
