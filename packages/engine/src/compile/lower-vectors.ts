import type { Call, Expression } from '../equation/expression.ts';
import { code } from './code.ts';
import { constantOf } from './constant-of.ts';
import { nothing, type Lower } from './lower-reference.ts';
import { notAvailable } from './primitives.ts';
import type { ProcedureName } from './procedures.ts';
import { curveTypes } from './procedures/priority-curve.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';
import { startValue } from './start-value.ts';
import { elementsOf, vectorView, type VectorView, type ViewRequest } from './vector-view.ts';

/** Lowers a call whose arguments are not all numbers, from its tree. The number of arguments has been checked. */
export type WholeLowering = (node: Call, scope: Scope, lower: Lower) => Code;

/** Functions that take whole arrays, most of which give one: each element reads its place in the results of one call. */
export const vectors: ReadonlyMap<string, WholeLowering> = new Map<string, WholeLowering>([
  ['VECTOR SORT ORDER', ordering('sortOrder')],
  ['VECTOR RANK', ordering('vectorRank')],
  ['VECTOR REORDER', reorder],
  ['VECTOR ELM MAP', elementMap],
  ['VECTOR LOOKUP', vectorLookup],
  ['INVERT MATRIX', invertMatrix],
  ['ALLOCATE AVAILABLE', allocateAvailable],
  ['ALLOCATE BY PRIORITY', allocateByPriority],
  ['FIND MARKET PRICE', findMarketPrice],
  ['DEMAND AT PRICE', atPrice('demandAtPrice')],
  ['SUPPLY AT PRICE', atPrice('supplyAtPrice')],
]);

/** A call of a procedure. */
interface SharedCall {
  readonly procedure: ProcedureName;
  readonly size: number;
  /** All that tells it from other calls of the procedure: arrays as views, numbers as code. */
  readonly key: readonly (VectorView | Code)[];
  /** Asked for once for all calls with the same key. */
  readonly inputs: () => readonly Code[];
}

/** The first result of a procedure; calls with the same key are one. */
function shared({ builder, owner }: Scope, { procedure, size, key, inputs }: SharedCall): number {
  // Which element of an array was named does not matter: the whole of it is the input.
  const parts = key.map((part) => ('op' in part ? part : [part.first, part.lengths]));
  return builder.once(JSON.stringify([procedure, parts]), () =>
    builder.procedure(owner, { procedure, inputs: inputs(), size }),
  );
}

function argumentAt(node: Call, index: number): Expression {
  const found = node.arguments[index];
  if (found === undefined) throw new RangeError(`Cannot find argument ${index + 1} of ${node.name}`);
  return found;
}

const requestOf = (node: Call, scope: Scope, lower: Lower): ViewRequest => ({ scope, lower, name: node.name });
const lengthOf = (view: VectorView): number => view.lengths[0] ?? 0;

function ordering(procedure: 'sortOrder' | 'vectorRank'): WholeLowering {
  return (node, scope, lower) => {
    const view = vectorView(node.arguments[0], 1, requestOf(node, scope, lower));
    if (view === undefined) return nothing;
    const direction = lower(argumentAt(node, 1), scope);
    const inputs = (): Code[] => [direction, ...elementsOf(view)];
    return code.slot(shared(scope, { procedure, inputs, key: [direction, view], size: lengthOf(view) }) + view.at);
  };
}

function reorder(node: Call, scope: Scope, lower: Lower): Code {
  const request = requestOf(node, scope, lower);
  const values = vectorView(node.arguments[0], 1, request);
  const order = vectorView(node.arguments[1], 1, request);
  if (values === undefined || order === undefined) return nothing;
  if (!sameLength(node, [values, order], scope)) return nothing;
  return { op: 'element', base: values.first, size: lengthOf(values), index: code.slot(order.first + order.at) };
}

/** The element so many places on in the order in which the array is laid out, the last subscript varying fastest; :NA: outside. */
function elementMap(node: Call, scope: Scope, lower: Lower): Code {
  const view = vectorView(node.arguments[0], 'all', requestOf(node, scope, lower));
  if (view === undefined) return nothing;
  const size = view.lengths.reduce((product, length) => product * length, 1);
  const place = code.unary('round', code.add(lower(argumentAt(node, 1), scope), code.constant(view.at)));
  const known = constantOf(place);
  if (known !== undefined)
    return known >= 0 && known < size ? code.slot(view.first + known) : code.constant(notAvailable);
  const index = scope.builder.shared(scope.owner, place);
  const least = code.binary('greaterOrEqual', index, code.constant(0));
  const inside = code.binary('and', least, code.binary('less', index, code.constant(size)));
  return code.select(inside, { op: 'element', base: view.first, size, index }, code.constant(notAvailable));
}

function vectorLookup(node: Call, scope: Scope, lower: Lower): Code {
  const view = vectorView(node.arguments[0], 1, requestOf(node, scope, lower));
  if (view === undefined) return nothing;
  const numbers = node.arguments.slice(1).map((each) => lower(each, scope));
  const inputs = (): Code[] => [...numbers, ...elementsOf(view)];
  return code.slot(shared(scope, { procedure: 'vectorLookup', inputs, key: [...numbers, view], size: 1 }));
}

function invertMatrix(node: Call, scope: Scope, lower: Lower): Code {
  const view = vectorView(node.arguments[0], 2, requestOf(node, scope, lower));
  if (view === undefined) return nothing;
  const [rows = 0, columns = 0] = view.lengths;
  const size = lower(argumentAt(node, 1), scope);
  if (rows !== columns) {
    reportAt(scope, node.span, {
      code: 'not-square',
      message: `Cannot invert a matrix of ${rows} rows and ${columns} columns`,
      advice: 'give both dimensions as many elements',
    });
    return nothing;
  }
  const inputs = (): Code[] => {
    checkAtStart(node, [size], {
      scope,
      holds: (value) => value === rows,
      message: (value) => `Cannot invert ${value} rows of a matrix of ${rows}`,
      advice: `give ${rows} as the size`,
    });
    return elementsOf(view);
  };
  return code.slot(shared(scope, { procedure: 'invertMatrix', inputs, key: [view], size: rows * rows }) + view.at);
}

function allocateAvailable(node: Call, scope: Scope, lower: Lower): Code {
  const request = requestOf(node, scope, lower);
  const demands = vectorView(node.arguments[0], 1, request);
  const profiles = profilesOf(node, 1, request);
  if (demands === undefined || profiles === undefined || !sameLength(node, [demands, profiles.view], scope))
    return nothing;
  const available = lower(argumentAt(node, 2), scope);
  const inputs = (): Code[] => [available, ...elementsOf(demands), ...profiles.codes().flat()];
  const key = [available, demands, profiles.view];
  return code.slot(shared(scope, { procedure: 'allocate', inputs, key, size: lengthOf(demands) }) + demands.at);
}

/** The same with rectangular curves of one width, as Vensim's manual has it: the results of SDEverywhere's model of that name agree. */
function allocateByPriority(node: Call, scope: Scope, lower: Lower): Code {
  const request = requestOf(node, scope, lower);
  const demands = vectorView(node.arguments[0], 1, request);
  const priorities = vectorView(node.arguments[1], 1, request);
  if (demands === undefined || priorities === undefined || !sameLength(node, [demands, priorities], scope))
    return nothing;
  const length = lengthOf(demands);
  const [size, width, supply] = [2, 3, 4].map((index) => lower(argumentAt(node, index), scope));
  if (size === undefined || width === undefined || supply === undefined) return nothing;
  const profile = (priority: Code): Code[] => [code.constant(1), priority, width, code.constant(0)];
  const inputs = (): Code[] => {
    checkAtStart(node, [size], {
      scope,
      holds: (value) => value === length,
      message: (value) => `Cannot allocate among ${value} of ${length} elements`,
      advice: `give ${length} as the size`,
    });
    return [supply, ...elementsOf(demands), ...elementsOf(priorities).flatMap(profile)];
  };
  const key = [supply, width, demands, priorities];
  return code.slot(shared(scope, { procedure: 'allocate', inputs, key, size: length }) + demands.at);
}

function findMarketPrice(node: Call, scope: Scope, lower: Lower): Code {
  const request = requestOf(node, scope, lower);
  const demands = vectorView(node.arguments[0], 1, request);
  const demandProfiles = profilesOf(node, 1, request);
  const supplies = vectorView(node.arguments[2], 1, request);
  const supplyProfiles = profilesOf(node, 3, request);
  if (demands === undefined || demandProfiles === undefined) return nothing;
  if (supplies === undefined || supplyProfiles === undefined) return nothing;
  if (!sameLength(node, [demands, demandProfiles.view], scope)) return nothing;
  if (!sameLength(node, [supplies, supplyProfiles.view], scope)) return nothing;
  const inputs = (): Code[] => [
    code.constant(lengthOf(demands)),
    ...elementsOf(demands),
    ...elementsOf(supplies),
    ...demandProfiles.codes().flat(),
    ...supplyProfiles.codes().flat(),
  ];
  const key = [demands, demandProfiles.view, supplies, supplyProfiles.view];
  return code.slot(shared(scope, { procedure: 'marketPrice', inputs, key, size: 1 }));
}

function atPrice(procedure: 'demandAtPrice' | 'supplyAtPrice'): WholeLowering {
  return (node, scope, lower) => {
    const profiles = profilesOf(node, 1, requestOf(node, scope, lower));
    if (profiles === undefined) return nothing;
    const own = profiles.codes()[Math.floor(profiles.view.at / (profiles.view.lengths[1] ?? 1))] ?? [];
    const inputs = [lower(argumentAt(node, 0), scope), ...own, lower(argumentAt(node, 2), scope)];
    return code.slot(scope.builder.procedure(scope.owner, { procedure, inputs, size: 1 }));
  };
}

/** How many numbers describe a curve: its type, centre, width and a further one. */
const profileSize = 4;

/**
 * The curves of a priority profile: of every element of the last dimension but one, four numbers from the one named on. Asking for the
 * codes has their types checked.
 */
function profilesOf(
  node: Call,
  index: number,
  request: ViewRequest,
): { view: VectorView; codes: () => readonly (readonly Code[])[] } | undefined {
  const view = vectorView(node.arguments[index], 2, request);
  if (view === undefined) return undefined;
  const { scope, name } = request;
  const [rows = 0, columns = 0] = view.lengths;
  const from = view.at % columns;
  if (from + profileSize > columns) {
    reportAt(scope, argumentAt(node, index).span, {
      code: 'wrong-profile',
      message: `Cannot use this priority profile in ${name}: from the element named on, ${profileSize} are needed, the type, the priority, the width and a further one`,
      advice: 'name the element that holds the type',
    });
    return undefined;
  }
  const codes = (): readonly (readonly Code[])[] => {
    const list = Array.from({ length: rows }, (_, row) => elementsOf(view, row * columns + from, profileSize));
    const types = list.flatMap(([type]) => type ?? []);
    checkAtStart(node, types, {
      scope,
      holds: (value) => Number.isInteger(value) && value >= 0 && value < curveTypes,
      message: (value) => `Cannot use priority curves of type ${value} in ${name}: this is not supported yet`,
      advice: 'use 1 rectangular, 2 triangular, 3 normal or 4 exponential',
    });
    return list;
  };
  return { view, codes };
}

function sameLength(node: Call, views: readonly VectorView[], scope: Scope): boolean {
  const lengths = views.map(lengthOf);
  if (lengths.every((length) => length === lengths[0])) return true;
  reportAt(scope, node.span, {
    code: 'different-lengths',
    message: `Cannot use ${node.name} with arrays of ${lengths.join(' and ')} elements`,
    advice: 'give both the same dimension',
  });
  return false;
}

/** Reports a value that cannot be used, as far as it can be told before the run. */
function checkAtStart(
  node: Call,
  values: readonly Code[],
  {
    scope,
    holds,
    message,
    advice,
  }: { scope: Scope; holds: (value: number) => boolean; message: (value: number) => string; advice: string },
): void {
  scope.builder.defer(() => {
    const context = scope.builder.startContext(scope.model.model.time);
    const wrong = values
      .map((each) => startValue(each, context))
      .find((value) => !Number.isNaN(value) && !holds(value));
    if (wrong !== undefined) reportAt(scope, node.span, { code: 'wrong-value', message: message(wrong), advice });
  });
}
