import type { Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { angleOfArc, directionOf, distanceFromLine, edgePoint, type Box } from '../model/view-geometry.ts';
import type {
  Point,
  View,
  ViewAlias,
  ViewConnector,
  ViewFlow,
  ViewLabel,
  ViewObject,
  ViewPipe,
  ViewVariable,
} from '../model/view.ts';
import { identifier, type WriteContext } from './write-context.ts';
import { element, tag, type Attributes } from './xml.ts';

/** How large Stella draws a stock that has no size of its own. */
const stockSize = { width: 45, height: 35 } as const;

/** Writes the diagrams as `<views>`, and counts what of them XMILE has no place for. */
export function writeViews(context: WriteContext): { lines: string[]; dropped: ReadonlyMap<string, number> } {
  const { views = [] } = context.model;
  const dropped = new Map<string, number>();
  const drop = (what: string): void => {
    dropped.set(what, (dropped.get(what) ?? 0) + 1);
  };
  const shared: Shared = { context, drop, placed: new Set(), nextUid: 1 };
  const lines = views.flatMap((view) => new ViewWriter(shared, view).write());
  return { lines: lines.length === 0 ? [] : element('views', {}, lines), dropped };
}

interface Shared {
  readonly context: WriteContext;
  readonly drop: (what: string) => void;
  /** Variables that have been drawn: another picture of one is an alias. */
  readonly placed: Set<string>;
  nextUid: number;
}

/** What a connector may refer to: a variable by name, or an alias by uid. */
type Ends = { readonly name: string } | { readonly alias: number };

class ViewWriter {
  readonly #shared: Shared;
  readonly #view: View;
  readonly #objects: ReadonlyMap<number, ViewObject>;
  readonly #ends = new Map<number, Ends>();

  constructor(shared: Shared, view: View) {
    this.#shared = shared;
    this.#view = view;
    this.#objects = new Map(
      view.objects.flatMap((object) => [
        [object.id, object] as const,
        ...(object.kind === 'flow' && object.label?.id !== undefined ? [[object.label.id, object] as const] : []),
      ]),
    );
  }

  write(): string[] {
    const { name, objects } = this.#view;
    const { drop } = this.#shared;
    const piped = new Set(objects.flatMap((each) => (each.kind === 'flow' ? [each.source?.end, each.sink?.end] : [])));
    const lines = objects.map((object) => {
      if (object.hidden !== undefined) drop('marks of what is hidden');
      if (object.kind === 'cloud' && !piped.has(object.id)) drop('clouds without a pipe');
      return object.kind === 'connector' ? object : this.#object(object);
    });
    // Connectors last, when every alias has its uid, but in their place.
    const written = lines.flatMap((each) => (Array.isArray(each) ? each : this.#connector(each)));
    const attributes = { type: 'stock_flow', ...(name === '' ? {} : { name }) };
    return element('view', attributes, [...written, ...this.#netFlows()]);
  }

  #object(object: Exclude<ViewObject, ViewConnector>): string[] {
    switch (object.kind) {
      case 'variable':
      case 'alias':
        return this.#variable(object);
      case 'flow':
        return this.#flow(object);
      case 'cloud':
        return [];
      case 'text':
        return [tag('text_box', object.text, { uid: this.#uid(), ...corner(object) })];
      case 'frame':
        return element('group', { name: object.name, uid: this.#uid(), ...corner(object) });
      case 'module':
        this.#ends.set(object.id, { name: identifier(object.name) });
        return element('module', { name: object.name, ...labelOf(object.label), ...placeOf(object) });
    }
  }

  #variable(object: ViewVariable | ViewAlias): string[] {
    const variable = this.#known(object.variable);
    if (variable === undefined) return [];
    const isFlow = this.#isFlow(variable);
    const attributes = { ...labelOf(object.label), ...placeOf(object) };
    if (object.kind === 'alias' || this.#shared.placed.has(toId(variable.name))) {
      return this.#alias(object, { variable, attributes, shape: shapeOf(object) });
    }
    this.#place(object, variable);
    const name = { name: variable.name };
    if (isFlow) return element('flow', { ...name, ...attributes }, this.#points({ x: object.x, y: object.y }));
    return element(variable.kind === 'stock' ? 'stock' : 'aux', { ...name, ...attributes }, shapeOf(object));
  }

  #flow(flow: ViewFlow): string[] {
    const { drop, placed } = this.#shared;
    if (flow.variable === undefined) {
      drop('valves without a variable');
      return [];
    }
    const variable = this.#known(flow.variable);
    if (variable === undefined) return [];
    const attributes = { ...labelOf(flow.label), ...placeOf(flow) };
    if (placed.has(toId(variable.name))) return this.#alias(flow, { variable, attributes, shape: [] });
    this.#place(flow, variable);
    const name = { name: variable.name };
    if (this.#isFlow(variable)) return element('flow', { ...name, ...attributes }, this.#points(flow));
    if (flow.source !== undefined || flow.sink !== undefined) drop('pipes through what is no flow of the stock');
    return element(variable.kind === 'stock' ? 'stock' : 'aux', { ...name, ...attributes });
  }

  #alias(
    object: ViewVariable | ViewAlias | ViewFlow,
    given: { variable: Variable; attributes: Attributes; shape: readonly string[] },
  ): string[] {
    const uid = this.#uid();
    for (const id of idsOf(object)) this.#ends.set(id, { alias: Number(uid) });
    const of = tag('of', identifier(given.variable.name));
    return element('alias', { ...given.attributes, uid }, [of, ...given.shape]);
  }

  #place(object: ViewVariable | ViewAlias | ViewFlow, variable: Variable): void {
    this.#shared.placed.add(toId(variable.name));
    for (const id of idsOf(object)) this.#ends.set(id, { name: identifier(variable.name) });
  }

  #known(name: string): Variable | undefined {
    const variable = this.#shared.context.variables.get(toId(name));
    if (variable === undefined) this.#shared.drop('names that are no variables of the file');
    return variable;
  }

  #isFlow(variable: Variable): boolean {
    return variable.kind === 'flow' || this.#shared.context.plan.flows.has(toId(variable.name));
  }

  #connector(connector: ViewConnector): string[] {
    const { drop } = this.#shared;
    const from = this.#ends.get(connector.from);
    const to = this.#ends.get(connector.to);
    const [start, stop] = [this.#objects.get(connector.from), this.#objects.get(connector.to)];
    if (from === undefined || to === undefined || !('name' in to) || !isPlaced(start) || !isPlaced(stop)) {
      drop(to !== undefined && 'alias' in to ? 'arrows that end at a shadow' : 'arrows without both ends');
      return [];
    }
    if (connector.initial) drop('marks of arrows that matter for initial values only');
    const { points = [] } = connector;
    const attributes = {
      uid: this.#uid(),
      angle: fine(angleOf(connector, start, stop)),
      ...(connector.polarity === undefined ? {} : { polarity: connector.polarity }),
      ...(connector.delayed ? { delay_mark: 'true' } : {}),
    };
    return element('connector', attributes, [
      ...('name' in from
        ? [tag('from', from.name)]
        : element('from', {}, element('alias', { uid: String(from.alias) }))),
      tag('to', to.name),
      ...(points.length > 1 ? element('pts', {}, points.flatMap(pointLine)) : []),
    ]);
  }

  /** A flow's pipe from what it drains to what it fills; where nothing is drawn, it ends beside the valve. */
  #points(flow: Pick<ViewFlow, 'x' | 'y' | 'source' | 'sink'>): string[] {
    const before = this.#half(flow, flow.source, -1).toReversed();
    const after = this.#half(flow, flow.sink, 1);
    const [last, first] = [before.at(-1) ?? flow, after[0] ?? flow];
    const through = distanceFromLine(flow, last, first) > 1 ? [{ x: flow.x, y: flow.y }] : [];
    return element('pts', {}, [...before, ...through, ...after].flatMap(pointLine));
  }

  #half(valve: Point, pipe: ViewPipe | undefined, side: 1 | -1): Point[] {
    const end = pipe === undefined ? undefined : this.#objects.get(pipe.end);
    const points = pipe?.points ?? [];
    if (!isPlaced(end)) return [...points, { x: valve.x + side * 60, y: valve.y }];
    if (end.kind === 'cloud') return [...points, { x: end.x, y: end.y }];
    const last = points.at(-1) ?? valve;
    const edge = edgePoint(stockBox(end), last);
    return edge.x === last.x && edge.y === last.y && points.length > 0 ? [...points] : [...points, edge];
  }

  /** Flows that stand for whole net rates are in no diagram; each is drawn into its stock from the left. */
  #netFlows(): string[] {
    return this.#view.objects.flatMap((object) => {
      const net = object.kind === 'variable' ? this.#shared.context.netFlows.get(toId(object.variable)) : undefined;
      if (object.kind !== 'variable' || net === undefined || !('name' in (this.#ends.get(object.id) ?? {}))) return [];
      const { x, y, width } = stockBox(object);
      const edge = x - width / 2;
      const pts = element(
        'pts',
        {},
        [
          { x: edge - 90, y },
          { x: edge, y },
        ].flatMap(pointLine),
      );
      return element('flow', { name: net, x: fine(edge - 45), y: fine(y) }, pts);
    });
  }

  #uid(): string {
    return String(this.#shared.nextUid++);
  }
}

function idsOf(object: ViewVariable | ViewAlias | ViewFlow): number[] {
  return [object.id, ...(object.kind === 'flow' && object.label?.id !== undefined ? [object.label.id] : [])];
}

function isPlaced(object: ViewObject | undefined): object is Exclude<ViewObject, ViewConnector> {
  return object !== undefined && object.kind !== 'connector';
}

/** The box of a stock's picture. */
export function stockBox({ x, y, width, height }: Point & { readonly width?: number; readonly height?: number }): Box {
  return { x, y, width: width ?? stockSize.width, height: height ?? stockSize.height };
}

function angleOf({ angle, points = [] }: ViewConnector, from: Point, to: Point): number {
  if (angle !== undefined) return angle;
  const [only, ...others] = points;
  return only === undefined || others.length > 0 ? directionOf(from, only ?? to) : angleOfArc(from, to, only);
}

interface Sized extends Point {
  readonly width?: number;
  readonly height?: number;
}

/** XMILE 1.0, section 5.1.2: with a size of its own an object stands by its top left corner, otherwise by its centre. */
function placeOf(object: Sized & { readonly shape?: ViewVariable['shape'] }): Attributes {
  const { x, y, width, height } = object;
  const sized = object.shape === undefined && width !== undefined && height !== undefined;
  return sized ? corner(object) : { x: fine(x), y: fine(y) };
}

function corner({ x, y, width = 0, height = 0 }: Sized): Attributes {
  return { x: fine(x - width / 2), y: fine(y - height / 2), width: fine(width), height: fine(height) };
}

function shapeOf({ shape, width, height }: ViewVariable | ViewAlias): string[] {
  if (shape === undefined) return [];
  const type = shape === 'name only' ? 'name_only' : shape;
  if (shape === 'circle')
    return element('shape', { type, ...(width === undefined ? {} : { radius: fine(width / 2) }) });
  const size = width === undefined || height === undefined ? {} : { width: fine(width), height: fine(height) };
  return element('shape', { type, ...size });
}

function labelOf(label: ViewLabel | undefined): Attributes {
  return {
    ...(label?.side === undefined ? {} : { label_side: label.side }),
    ...(label?.angle === undefined ? {} : { label_angle: fine(label.angle) }),
  };
}

function pointLine({ x, y }: Point): string[] {
  return element('pt', { x: fine(x), y: fine(y) });
}

/** To a millionth of a point, so that what rounding leaves of sums does not show. */
function fine(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
