import { ownValue } from '../model/own-value.ts';
import type { Stock, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { numberView } from '../model/number-view.ts';
import { directionOf, distanceFromLine, edgePoint } from '../model/view-geometry.ts';
import type {
  Point,
  View,
  ViewAlias,
  ViewCloud,
  ViewConnector,
  ViewFlow,
  ViewLabel,
  ViewObject,
  ViewPipe,
  ViewVariable,
} from '../model/view.ts';
import { cleanName, nameOf, readNumber } from './context.ts';
import { child, childText, childrenNamed, type XmlElement } from '../xml/element.ts';
import { isTrue } from './settings.ts';
import { stockBox } from './write-view.ts';

/** The diagrams of a model, and how many of which parts of them have no place in the document. */
export interface ReadViews {
  readonly views: readonly View[];
  readonly dropped: ReadonlyMap<string, number>;
}

/** What a variable's element may say of how it is shown. */
const shown: Readonly<Record<string, string>> = {
  format: 'formats of numbers',
  scale: 'scales of graphs',
  yscale: 'scales of graphical functions',
  display: 'places in an old form',
};

/** How the parts that are left out are called. */
const leftOut: Readonly<Record<string, string>> = {
  graph: 'graphs',
  table: 'tables',
  style: 'styles',
  button: 'buttons',
  slider: 'sliders',
  knob: 'knobs',
  switch: 'switches',
  options: 'option groups',
  lamp: 'lamps',
  gauge: 'gauges',
  numeric_display: 'numeric displays',
  numeric_input: 'numeric inputs',
  list_input: 'list inputs',
  graphical_input: 'graphical inputs',
  stacked_container: 'containers of graphs and tables',
  graphics_frame: 'pictures',
  shape: 'shapes',
};

/**
 * Reads the `<views>` of a model. What only presents results or takes input (graphs, tables, buttons, whole interface pages) and how
 * things look (styles, colours, fonts) is counted and left out. `variables` are those of the document.
 */
export function readViews(body: XmlElement, variables: readonly Variable[]): ReadViews {
  const dropped = new Map<string, number>();
  const drop = (what: string, count = 1): void => {
    if (count > 0) dropped.set(what, (dropped.get(what) ?? 0) + count);
  };
  const known = new Map(variables.map((variable) => [toId(variable.name) as string, variable]));
  const holders = [...(child(body, 'variables')?.children ?? []), ...body.children];
  for (const part of holders.flatMap((each) => [...each.children, ...(child(each, 'gf')?.children ?? [])])) {
    const what = ownValue(shown, part.name.toLowerCase());
    if (what !== undefined) drop(what);
  }
  const parts = childrenNamed(body, 'views').flatMap((views) => views.children);
  const views = parts.flatMap((part): View[] => {
    if (part.name.toLowerCase() !== 'view') {
      drop(calledOf(part));
      return [];
    }
    const type = part.attributes['type'] ?? part.attributes['view_type'] ?? 'stock_flow';
    if (type !== 'stock_flow') {
      // Stella writes an interface page whether or not there is anything on it.
      if (part.children.some(({ name }) => name !== 'style')) drop(`views of the type "${type}"`);
      return [];
    }
    const { objects, loose } = numberView(new ViewReader(known, drop).read(part));
    drop('arrows without both ends', loose);
    return objects.length === 0 ? [] : [{ name: nameOf(part), objects }];
  });
  return { views, dropped };
}

function calledOf({ name }: XmlElement): string {
  const plain = name.toLowerCase().replace(/^isee:/, '');
  return ownValue(leftOut, plain) ?? `<${name}>`;
}

/** Attributes that say how an object looks. */
const looks = /^(?:color|background|z_index|font_|text_|border_|vertical_text|hide_|transparent|fill|isee:)/;

class ViewReader {
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #drop: (what: string, count?: number) => void;
  readonly #byName = new Map<string, number>();
  readonly #byUid = new Map<string, number>();
  #last = 0;

  constructor(variables: ReadonlyMap<string, Variable>, drop: (what: string, count?: number) => void) {
    this.#variables = variables;
    this.#drop = drop;
  }

  read(view: XmlElement): ViewObject[] {
    const placed = view.children.map((part) => ({ part, object: this.#object(part) }));
    const ends = placed.flatMap(({ object }) =>
      object?.kind === 'variable' || object?.kind === 'alias' ? [object] : [],
    );
    const places = new Map(placed.flatMap(({ object }) => (isPlaced(object) ? [[object.id, object] as const] : [])));
    return placed.flatMap(({ part, object }): ViewObject[] => {
      if (object?.kind === 'flow') return this.#withPipes(part, object, ends);
      return object === undefined ? this.#connector(part).map((each) => straightened(each, places)) : [object];
    });
  }

  #object(part: XmlElement): ViewObject | undefined {
    const kind = part.name.toLowerCase();
    if (Object.keys(part.attributes).some((name) => looks.test(name)))
      this.#drop('colours and fonts of single objects');
    const place = placeOf(part);
    switch (kind) {
      case 'connector':
        return undefined;
      case 'stock':
      case 'aux':
      case 'flow':
      case 'alias':
      case 'gf':
        return this.#variable(part, place);
      case 'text_box':
        return place && { kind: 'text', id: this.#id(part), ...place, text: part.text.trim() };
      case 'group':
        return place && { kind: 'frame', id: this.#id(part), ...place, name: nameOf(part) };
      case 'module': {
        if (place === undefined) break;
        const id = this.#id(part);
        this.#byName.set(toId(nameOf(part)), id);
        return { kind: 'module', id, ...place, name: nameOf(part), ...labelOf(part) };
      }
    }
    this.#drop(calledOf(part));
    return undefined;
  }

  #variable(part: XmlElement, place: Place | undefined): ViewObject | undefined {
    const isAlias = part.name.toLowerCase() === 'alias';
    const written = isAlias ? cleanName(childText(part, 'of') ?? '') : nameOf(part);
    const variable = this.#variables.get(toId(written));
    if (variable === undefined || place === undefined) {
      this.#drop(variable === undefined ? 'names that are no variables of the file' : 'objects without a place');
      return undefined;
    }
    const id = this.#id(part);
    if (!isAlias) this.#byName.set(toId(written), id);
    const { shape, ...rest } = { ...place, ...shapeOf(part) };
    const label = labelOf(part);
    // Stella now and then gives a valve its size, which is the same for all.
    if (part.name.toLowerCase() === 'flow')
      return { kind: 'flow', id, x: rest.x, y: rest.y, variable: variable.name, ...label };
    const kind = isAlias ? 'alias' : 'variable';
    return { kind, id, ...rest, variable: variable.name, ...(shape === undefined ? {} : { shape }), ...label };
  }

  #connector(part: XmlElement): ViewConnector[] {
    if (part.name.toLowerCase() !== 'connector') return [];
    const { attributes } = part;
    const angle = readFine(attributes['angle']);
    const polarity = attributes['polarity'];
    const points = pointsOf(part);
    const connector: ViewConnector = {
      kind: 'connector',
      id: ++this.#last,
      from: this.#end(child(part, 'from')),
      to: this.#end(child(part, 'to')),
      ...(polarity === '+' || polarity === '-' ? { polarity } : {}),
      ...(isTrue(attributes['delay_mark']) ? { delayed: true } : {}),
      ...(points.length > 1 ? { points } : angle === undefined ? {} : { angle }),
    };
    return [connector];
  }

  /** The object that a connector's end names; 0, which is none, where it is not drawn. */
  #end(part: XmlElement | undefined): number {
    const uid = part && child(part, 'alias')?.attributes['uid'];
    const id = uid === undefined ? this.#byName.get(toId(cleanName(part?.text ?? ''))) : this.#byUid.get(uid);
    return id ?? 0;
  }

  /** The flow with its pipe cut in two at the valve, and the clouds at such ends as are no stock. */
  #withPipes(part: XmlElement, flow: ViewFlow, ends: readonly (ViewVariable | ViewAlias)[]): ViewObject[] {
    const points = pointsOf(part);
    if (points.length < 2) return [flow];
    const cut = nearestPiece(points, flow);
    const half = (list: readonly Point[], which: 'inflows' | 'outflows'): { pipe: ViewPipe; cloud?: ViewCloud } => {
      const stop = list.at(-1) ?? flow;
      const apart = list.slice(0, -1).filter((point) => Math.hypot(point.x - flow.x, point.y - flow.y) > 0.5);
      const stock = this.#stockAt(stop, { flow, which, ends });
      if (stock === undefined) {
        const cloud: ViewCloud = { kind: 'cloud', id: ++this.#last, ...stop };
        return { pipe: { end: cloud.id, points: apart }, cloud };
      }
      const box = stockBox(stock);
      const edge = edgePoint(box, apart.at(-1) ?? flow);
      const within = Math.abs(stop.x - box.x) < box.width / 2 && Math.abs(stop.y - box.y) < box.height / 2;
      const said = within || Math.hypot(edge.x - stop.x, edge.y - stop.y) <= 1;
      return { pipe: { end: stock.id, points: said ? apart : [...apart, stop] } };
    };
    const source = half(points.slice(0, cut + 1).toReversed(), 'outflows');
    const sink = half(points.slice(cut + 1), 'inflows');
    const clouds = [source.cloud, sink.cloud].filter((each) => each !== undefined);
    return [...clouds, { ...flow, source: source.pipe, sink: sink.pipe }];
  }

  /** The picture nearest to a pipe's end of a stock that has the flow. */
  #stockAt(
    stop: Point,
    given: { flow: ViewFlow; which: 'inflows' | 'outflows'; ends: readonly (ViewVariable | ViewAlias)[] },
  ): ViewVariable | ViewAlias | undefined {
    const id = toId(given.flow.variable ?? '');
    const stocks = given.ends.filter(({ variable }) => {
      const found = this.#variables.get(toId(variable));
      return found?.kind === 'stock' && hasFlow(found, given.which, id);
    });
    const distance = ({ x, y }: Point): number => Math.hypot(x - stop.x, y - stop.y);
    return stocks.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #id(part: XmlElement): number {
    const uid = part.attributes['uid'];
    this.#last++;
    if (uid !== undefined) this.#byUid.set(uid, this.#last);
    return this.#last;
  }
}

function hasFlow(stock: Stock, which: 'inflows' | 'outflows', id: string): boolean {
  return stock[which].some((name) => toId(name) === id);
}

/** The first of the two points between which the valve sits. */
function nearestPiece(points: readonly Point[], valve: Point): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 1 < points.length; at++) {
    const distance = distanceFromLine(valve, points[at] ?? valve, points[at + 1] ?? valve);
    if (distance < least - 1e-9) [best, least] = [at, distance];
  }
  return best;
}

interface Place extends Point {
  readonly width?: number;
  readonly height?: number;
}

/** The centre: with a size of its own an object is placed by its top left corner (XMILE 1.0, section 5.1.2). */
function placeOf({ attributes }: XmlElement): Place | undefined {
  const x = readFine(attributes['x']);
  const y = readFine(attributes['y']);
  if (x === undefined || y === undefined) return undefined;
  const width = readFine(attributes['width']) ?? 0;
  const height = readFine(attributes['height']) ?? 0;
  if (!(width > 0) || !(height > 0)) return { x, y };
  return { x: fine(x + width / 2), y: fine(y + height / 2), width, height };
}

/** To a millionth of a point or degree, as it is written. */
function fine(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function readFine(text: string | undefined): number | undefined {
  const value = readNumber(text);
  return value === undefined ? undefined : fine(value);
}

function isPlaced(object: ViewObject | undefined): object is Exclude<ViewObject, ViewConnector> {
  return object !== undefined && object.kind !== 'connector';
}

/** XMILE gives every connector an angle, a straight one that of the line. */
function straightened(connector: ViewConnector, places: ReadonlyMap<number, Point>): ViewConnector {
  const { angle, ...rest } = connector;
  const [from, to] = [places.get(connector.from), places.get(connector.to)];
  if (angle === undefined || from === undefined || to === undefined) return connector;
  const apart = Math.abs(((angle - directionOf(from, to) + 540) % 360) - 180);
  return apart < 0.001 ? rest : connector;
}

function shapeOf(part: XmlElement): { shape?: ViewVariable['shape']; width?: number; height?: number } {
  const attributes = child(part, 'shape')?.attributes;
  const type = attributes?.['type']?.toLowerCase();
  if (attributes === undefined || (type !== 'rectangle' && type !== 'circle' && type !== 'name_only')) return {};
  const shape = type === 'name_only' ? 'name only' : type;
  const radius = readNumber(attributes['radius']);
  const width = radius === undefined ? readNumber(attributes['width']) : 2 * radius;
  const height = radius === undefined ? readNumber(attributes['height']) : 2 * radius;
  return { shape, ...(width === undefined || height === undefined ? {} : { width, height }) };
}

const sides = ['center', 'top', 'bottom', 'left', 'right'] as const;

function labelOf({ attributes }: XmlElement): { label?: ViewLabel } {
  const side = sides.find((each) => each === attributes['label_side']?.toLowerCase());
  const angle = readFine(attributes['label_angle']);
  if (side === undefined && angle === undefined) return {};
  return { label: { ...(side === undefined ? {} : { side }), ...(angle === undefined ? {} : { angle }) } };
}

function pointsOf(part: XmlElement): Point[] {
  return childrenNamed(child(part, 'pts') ?? { ...part, children: [] }, 'pt').flatMap(({ attributes }) => {
    const x = readFine(attributes['x']);
    const y = readFine(attributes['y']);
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
}
