import { toId } from '../model/names.ts';
import type { Model, Variable } from '../model/model.ts';
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
import { edgePoint, middleOfArc, type Box } from '../model/view-geometry.ts';
import { mdlName } from './print-mdl.ts';
import { settingNames } from './read-sketch.ts';
import { arrowBits, POINTS, shapeBits, wordBits } from './sketch-record.ts';

/** The text of all sketches up to the settings, and how many of which parts a sketch cannot hold. */
export interface WrittenSketches {
  readonly lines: readonly string[];
  readonly dropped: ReadonlyMap<string, number>;
}

/**
 * Writes the diagrams as Vensim's sketches. Vensim wants a view in any case, so a model without diagrams gets an empty one. A valve is
 * followed by the record of its flow's name, by which Vensim knows it.
 */
export function writeSketches({ views = [], variables }: Model): WrittenSketches {
  const dropped = new Map<string, number>();
  const drop = (what: string): void => {
    dropped.set(what, (dropped.get(what) ?? 0) + 1);
  };
  const kinds = new Map(variables.map(({ name, kind }) => [toId(name) as string, kind]));
  const all: readonly View[] = views.length === 0 ? [{ name: 'View 1', objects: [] }] : views;
  const lines = all.flatMap(({ name, objects, resolution = POINTS }, index) => [
    '\\\\\\---/// Sketch information - do not modify anything except names',
    'V300  Do not put anything below this section - it will be ignored',
    `*${name.replace(/\s+/g, ' ').trim() || `View ${index + 1}`}`,
    `$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|${resolution},${resolution},100,0`,
    ...new ViewWriter({ kinds, drop, dots: resolution / POINTS }).write(objects),
  ]);
  return { lines: [...lines, '///---\\\\\\'], dropped };
}

interface Writing {
  readonly kinds: ReadonlyMap<string, Variable['kind']>;
  readonly drop: (what: string) => void;
  /** Dots to a point. */
  readonly dots: number;
}

const valve = { width: 12, height: 16 };

class ViewWriter {
  readonly #writing: Writing;
  readonly #lines: string[] = [];
  /** The id in the file, and the place, of each object and label by its id in the view. */
  readonly #written = new Map<number, { readonly id: number; readonly box: Box }>();
  #last = 0;

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  write(objects: readonly ViewObject[]): readonly string[] {
    const kept = objects.filter((object) => this.#isKnown(object));
    // Ids first, since arrows may stand before what they join.
    for (const object of kept) this.#number(object);
    for (const object of kept) this.#object(object);
    return this.#lines;
  }

  #isKnown(object: ViewObject): boolean {
    const named = object.kind === 'variable' || object.kind === 'alias' || object.kind === 'flow';
    if (object.kind === 'frame') this.#writing.drop('frames');
    else if (object.kind === 'module') this.#writing.drop('pictures of submodels');
    else if (named && object.variable !== undefined && !this.#isVariable(object.variable)) {
      this.#writing.drop('names that are no variables of the file');
    } else return true;
    return false;
  }

  #isVariable(name: string): boolean {
    return this.#writing.kinds.has(toId(name)) || settingNames.has(toId(name));
  }

  #number(object: ViewObject): void {
    if (object.kind === 'connector') return;
    if (object.kind === 'flow') this.#last += Number(object.source !== undefined) + Number(object.sink !== undefined);
    this.#give(object.id, this.#boxOf(object));
    if (object.kind !== 'flow' || object.variable === undefined) return;
    const box = labelBox(object, object.variable);
    if (object.label?.id === undefined) this.#last++;
    else this.#give(object.label.id, box);
  }

  #give(id: number, box: Box): void {
    this.#written.set(id, { id: ++this.#last, box });
  }

  #boxOf(object: Exclude<ViewObject, ViewConnector>): Box {
    const { x, y } = object;
    if (object.kind === 'flow') return { x, y, ...valve };
    if (object.kind === 'cloud') return { x, y, width: 20, height: 16 };
    if (object.kind !== 'variable' && object.kind !== 'alias') {
      return { x, y, width: object.width ?? 100, height: object.height ?? 40 };
    }
    const { width, height, label } = object;
    if (width !== undefined && height !== undefined && this.#isBoxed(object)) return { x, y, width, height };
    if (label?.width !== undefined && label.height !== undefined) {
      return { x, y, width: label.width, height: label.height };
    }
    return this.#isBoxed(object) ? { x, y, width: 80, height: 40 } : { x, y, ...textExtent(object.variable) };
  }

  /** Stocks stand in a box unless they are shown as a name, other variables only where they are shown as a rectangle. */
  #isBoxed({ kind, variable, shape, width, label }: ViewVariable | ViewAlias): boolean {
    if (shape !== undefined) return shape === 'rectangle';
    const isStock = this.#writing.kinds.get(toId(variable)) === 'stock' && kind === 'variable';
    return isStock && (width !== undefined || label?.width === undefined);
  }

  #object(object: ViewObject): void {
    const place = object.kind === 'connector' ? undefined : this.#written.get(object.id);
    if (object.kind === 'connector') this.#connector(object);
    else if (place === undefined) return;
    else if (object.kind === 'flow') this.#flow(object, place);
    else if (object.kind === 'cloud')
      this.#lines.push(`12,${place.id},48,${this.#halves(place.box)},0,3,${object.hidden ?? 0},0,-1,0,0,0`);
    else if (object.kind === 'text') {
      this.#lines.push(
        `12,${place.id},0,${this.#halves(place.box)},8,${wordBits.arrowsIn | wordBits.arrowsOut | wordBits.text},${object.hidden ?? 0},0,-1,0,0,0`,
      );
      this.#lines.push(object.text.replace(/\r?\n/g, '\\n') || ' ');
    } else if (object.kind === 'variable' || object.kind === 'alias') {
      this.#word(object.variable, {
        ...place,
        shape: this.#isBoxed(object) ? shapeBits.box : shapeBits.clear,
        shadow: object.kind === 'alias',
        hidden: object.hidden ?? 0,
        position: positionOf(object.label, 0),
      });
    }
  }

  #word(
    name: string,
    given: { id: number; box: Box; shape: number; shadow: boolean; hidden: number; position: number },
  ): void {
    const { id, box, shape, shadow, hidden, position } = given;
    const bits = wordBits.arrowsOut | (shadow ? 0 : wordBits.arrowsIn);
    const grey = shadow ? ',128-128-128,0-0-0,|12||128-128-128' : '';
    this.#lines.push(
      `10,${id},${mdlName(name)},${this.#halves(box)},${shape},${bits},${hidden},${shadow ? 3 : 0},${position},0,0,0${grey}`,
    );
  }

  #flow(flow: ViewFlow, { id, box }: { id: number; box: Box }): void {
    const { source, sink, variable, label, hidden = 0 } = flow;
    let own = id - Number(source !== undefined) - Number(sink !== undefined);
    if (sink !== undefined) this.#pipe(sink, { id: own++, flow, valve: id, shape: arrowBits.corners });
    // 36 more in the half without a head, as Vensim writes it; what the further bit means, its manual does not say.
    if (source !== undefined) this.#pipe(source, { id: own++, flow, valve: id, shape: arrowBits.tail + 36 });
    const attached = variable === undefined ? 0 : shapeBits.attached;
    this.#lines.push(`11,${id},0,${this.#halves(box)},${attached + 2},3,${hidden},0,${positionOf(label, 1)},0,0,0`);
    if (variable === undefined) return;
    this.#word(variable, {
      id: id + 1,
      box: labelBox(flow, variable),
      shape: shapeBits.clear + shapeBits.attached,
      shadow: false,
      hidden,
      position: -1,
    });
  }

  #pipe({ end, points }: ViewPipe, given: { id: number; flow: ViewFlow; valve: number; shape: number }): void {
    const target = this.#written.get(end);
    if (target === undefined) return this.#writing.drop('arrows without both ends');
    const start = edgePoint({ x: given.flow.x, y: given.flow.y, ...valve }, target.box);
    const stop = edgePoint(target.box, points.at(-1) ?? given.flow);
    const through = points.length > 0 ? points : [{ x: (start.x + stop.x) / 2, y: (start.y + stop.y) / 2 }];
    this.#lines.push(
      `1,${given.id},${given.valve},${target.id},${given.shape},${given.flow.hidden ?? 0},0,22,0,0,0,-1--1--1,,${this.#pointList(through)}`,
    );
  }

  #pointList(points: readonly Point[]): string {
    const { dots } = this.#writing;
    const list = points.map(({ x, y }) => `(${Math.round(x * dots)},${Math.round(y * dots)})|`);
    return `${points.length}|${list.join('')}`;
  }

  /** `x,y,half the width,half the height` in whole dots. */
  #halves({ x, y, width, height }: Box): string {
    return [x, y, width / 2, height / 2].map((each) => Math.round(each * this.#writing.dots)).join(',');
  }

  #connector(connector: ViewConnector): void {
    const from = this.#written.get(connector.from);
    const to = this.#written.get(connector.to);
    if (from === undefined || to === undefined) return this.#writing.drop('arrows without both ends');
    const { shape, points } = courseOf(connector, from.box, to.box);
    const polarity = connector.polarity === undefined ? 0 : connector.polarity.charCodeAt(0);
    this.#lines.push(
      `1,${++this.#last},${from.id},${to.id},${shape},${connector.hidden ?? 0},${polarity},0,0,${connector.delayed ? 65 : 64},${connector.initial ? 1 : 0},-1--1--1,,${this.#pointList(points)}`,
    );
  }
}

function courseOf(
  { points = [], angle }: ViewConnector,
  from: Point,
  to: Point,
): { shape: number; points: readonly Point[] } {
  if (points.length > 1) return { shape: arrowBits.corners, points };
  if (points.length === 1) return { shape: arrowBits.arc, points };
  if (angle !== undefined) return { shape: arrowBits.arc, points: [middleOfArc(from, to, angle)] };
  return { shape: 0, points: [{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }] };
}

/** A flow's name stands under its valve unless it was put elsewhere. */
function labelBox({ x, y, label }: ViewFlow, name: string): Box {
  const extent = textExtent(name);
  const { width = extent.width, height = extent.height } = label ?? {};
  const [dx, dy] = offsets[label?.side ?? 'bottom'];
  const aside = { x: x + (dx * (valve.width + width)) / 2, y: y + (dy * (valve.height + height)) / 2 };
  return { x: label?.x ?? aside.x, y: label?.y ?? aside.y, width, height };
}

const offsets = { center: [0, 1], bottom: [0, 1], top: [0, -1], left: [-1, 0], right: [1, 0] } as const;
const positions = { center: 0, bottom: 1, left: 2, top: 3, right: 4 } as const;

function positionOf(label: ViewLabel | undefined, otherwise: number): number {
  return label?.side === undefined ? otherwise : positions[label.side];
}

/** About what a name takes in a type of 12 points. */
function textExtent(name: string): { width: number; height: number } {
  return { width: Math.max(20, Math.round(name.length * 6.2)), height: 16 };
}
