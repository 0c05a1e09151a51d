import { parseEquation } from '../equation/parse.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import { toId } from '../model/names.ts';
import { parseXml, type XmlElement } from '../xml/element.ts';
import { xmileGrammar, type ElementRule, type Value } from './xmile-grammar.ts';

/**
 * Where a text breaks the rules of XMILE 1.0: its elements and attributes, and what no grammar says (names that are unique and found, uids,
 * points of graphical functions, options that the header must list). A line each, `line: what`. Stricter than `readXmile`, which takes
 * what tools write; this is for what Weir writes.
 */
export function checkXmile(text: string): string[] {
  const { root, diagnostics } = parseXml(text, { file: 'xmile' });
  if (root === undefined) return diagnostics.map(formatDiagnostic);
  const faults: string[] = [];
  const say: Say = ({ place }, what) => {
    faults.push(`${place.line}: ${what}`);
  };
  checkElement(root, { path: '', declared: prefixesOf(root), say });
  for (const model of all(root, 'model')) checkModel(model, { root, say });
  checkOptions(root, say);
  return faults;
}

type Say = (element: XmlElement, what: string) => void;

function prefixesOf({ attributes }: XmlElement): Set<string> {
  return new Set(Object.keys(attributes).flatMap((key) => /^xmlns:(.+)$/.exec(key)?.[1] ?? []));
}

interface Walk {
  readonly path: string;
  readonly declared: ReadonlySet<string>;
  readonly say: Say;
}

function checkElement(element: XmlElement, { path, declared, say }: Walk): void {
  const prefix = /^(.+?):/.exec(element.name)?.[1];
  if (prefix !== undefined) {
    if (!declared.has(prefix)) say(element, `<${element.name}> has a prefix that is not declared`);
    return;
  }
  const rule = xmileGrammar[`${path}/${element.name}`] ?? xmileGrammar[element.name];
  if (rule === undefined) {
    say(element, `<${element.name}> is no element of XMILE`);
    return;
  }
  checkAttributes(element, { rule, declared, say });
  checkChildren(element, rule, say);
  const text = element.text.trim();
  if (rule.text === undefined && text !== '') say(element, `<${element.name}> holds the text "${text}"`);
  if (rule.text !== undefined && text !== '' && !fits(text, rule.text))
    say(element, `<${element.name}> holds "${text}"`);
  for (const part of element.children) checkElement(part, { path: element.name, declared, say });
}

function checkAttributes(
  element: XmlElement,
  { rule, declared, say }: { rule: ElementRule; declared: ReadonlySet<string>; say: Say },
): void {
  const known = { ...rule.optional, ...rule.required };
  for (const key of Object.keys(rule.required ?? {})) {
    if (element.attributes[key] === undefined) say(element, `<${element.name}> has no "${key}"`);
  }
  for (const [key, value] of Object.entries(element.attributes)) {
    const prefix = /^(.+?):/.exec(key)?.[1];
    if (prefix !== undefined) {
      if (prefix !== 'xmlns' && !declared.has(prefix)) say(element, `"${key}" has a prefix that is not declared`);
      continue;
    }
    const wanted = known[key];
    if (wanted === undefined) say(element, `<${element.name}> has the attribute "${key}"`);
    else if (!fits(value, wanted)) say(element, `<${element.name}> has ${key}="${value}"`);
  }
}

function checkChildren(element: XmlElement, rule: ElementRule, say: Say): void {
  const { one = [], maybe = [], any = [] } = rule;
  const counts = new Map<string, number>();
  for (const { name } of element.children) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of one) {
    if (counts.get(name) !== 1) say(element, `<${element.name}> has ${counts.get(name) ?? 0} <${name}>, not one`);
  }
  for (const [name, count] of counts) {
    if (name.includes(':') || one.includes(name) || any.includes(name)) continue;
    if (!maybe.includes(name)) say(element, `<${name}> stands in <${element.name}>`);
    else if (count > 1) say(element, `<${element.name}> has ${count} <${name}>`);
  }
  const order = element.children.map(({ name }) => maybe.indexOf(name));
  if (rule.ordered && order.some((at, index) => at < (order[index - 1] ?? 0))) {
    say(element, `the parts of <${element.name}> are not in the order ${maybe.join(', ')}`);
  }
}

function fits(text: string, value: Value): boolean {
  if (typeof value === 'object') return value.includes(text);
  switch (value) {
    case 'text':
      return true;
    case 'number':
      return text !== '' && Number.isFinite(Number(text));
    case 'whole':
      return /^\d+$/.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'name':
      return text !== '' && toId(text).replace(/_/g, '') !== '';
  }
}

function checkModel(model: XmlElement, { root, say }: { root: XmlElement; say: Say }): void {
  const variables = first(model, 'variables')?.children ?? [];
  const named = variables.filter(({ name }) => name !== 'group');
  const byId = new Map<string, XmlElement>();
  for (const variable of named) {
    const id: string = toId(variable.attributes['name'] ?? '');
    if (byId.has(id)) say(variable, `the name "${variable.attributes['name']}" is taken`);
    byId.set(id, variable);
  }
  const dimensions = new Map(
    all(first(root, 'dimensions'), 'dim').map((dim) => [toId(dim.attributes['name'] ?? '') as string, elementsOf(dim)]),
  );
  const queued = outflowsOfQueues(named);
  for (const variable of named) checkVariable(variable, { byId, dimensions, queued, say });
  checkQueues(named, { byId, queued, say });
  checkFlows(named, byId, say);
  for (const group of all(first(model, 'variables'), 'group')) {
    for (const entity of all(group, 'entity')) resolve(entity, entity.attributes['name'] ?? '', { byId, say });
  }
  checkViews(model, { byId, say });
}

function elementsOf(dim: XmlElement): ReadonlySet<string> {
  const named = all(dim, 'elem').map(({ attributes }) => toId(attributes['name'] ?? '') as string);
  const count = Number(dim.attributes['size'] ?? 0);
  return new Set(named.length > 0 ? named : Array.from({ length: count }, (_, index) => String(index + 1)));
}

interface Known {
  readonly byId: ReadonlyMap<string, XmlElement>;
  readonly say: Say;
}

function resolve(at: XmlElement, name: string, { byId, say }: Known): XmlElement | undefined {
  const found = byId.get(toId(name));
  // A name with a point is of another model.
  if (found === undefined && !name.includes('.')) say(at, `<${at.name}> names "${name}", which is no variable`);
  return found;
}

function checkVariable(
  variable: XmlElement,
  {
    dimensions,
    queued,
    say,
  }: Known & { dimensions: ReadonlyMap<string, ReadonlySet<string>>; queued: ReadonlySet<string> },
): void {
  const parts = all(variable, 'element');
  const own = all(first(variable, 'dimensions'), 'dim').map(({ attributes }) => attributes['name'] ?? '');
  const name = variable.attributes['name'] ?? '';
  for (const each of own) if (!dimensions.has(toId(each))) say(variable, `the dimension "${each}" is not declared`);
  const whole = first(variable, 'eqn') !== undefined || first(variable, 'gf') !== undefined;
  const needsEquation = variable.name !== 'module' && variable.name !== 'gf' && !queued.has(toId(name));
  if (needsEquation && whole === parts.length > 0) {
    say(variable, `"${name}" has ${whole ? 'both an equation of its own and' : 'neither an equation nor'} <element>s`);
  }
  for (const part of parts) {
    const subscripts = (part.attributes['subscript'] ?? '').split(',').map((each) => toId(each.trim()));
    const found = subscripts.every((each, axis) => dimensions.get(toId(own[axis] ?? ''))?.has(each) ?? false);
    if (subscripts.length !== own.length || !found)
      say(part, `"${part.attributes['subscript']}" is no element of "${name}"`);
  }
  for (const part of [variable, ...parts]) {
    const equation = first(part, 'eqn');
    // An input of a module may have a comment for its equation, as Stella writes it.
    const isOpen = variable.attributes['access'] === 'input' && /^\s*\{[^}]*\}\s*$/.test(equation?.text ?? '');
    const { diagnostics } = parseEquation(isOpen ? '0' : (equation?.text ?? '0'), { variable: name });
    for (const { message } of diagnostics) say(equation ?? part, message);
    const gf = part.name === 'gf' ? part : first(part, 'gf');
    if (gf !== undefined) checkPoints(gf, say);
  }
}

/** Section 4.1.3: exactly one of a scale and points for x, which ascend, and as many of y. */
function checkPoints(gf: XmlElement, say: Say): void {
  const list = (name: string): number[] | undefined => {
    const part = first(gf, name);
    return part?.text.split(part.attributes['sep'] ?? ',').map(Number);
  };
  const [x, y = []] = [list('xpts'), list('ypts')];
  if ((x === undefined) === (first(gf, 'xscale') === undefined)) say(gf, 'a <gf> needs one of <xpts> and <xscale>');
  if (y.length === 0 || [...y, ...(x ?? [])].some((value) => !Number.isFinite(value)))
    say(gf, 'a point of a <gf> is no number');
  if (x !== undefined && x.length !== y.length) say(gf, `a <gf> has ${x.length} x and ${y.length} y`);
  if (x?.some((value, index) => value < (x[index - 1] ?? value))) say(gf, 'the <xpts> of a <gf> do not ascend');
}

/** A flow fills one stock at most and drains one; stocks have one way to work at a time. */
function checkFlows(variables: readonly XmlElement[], byId: ReadonlyMap<string, XmlElement>, say: Say): void {
  const used = new Set<string>();
  for (const stock of variables.filter(({ name }) => name === 'stock')) {
    const ways = ['non_negative', 'conveyor', 'queue'].filter((way) => first(stock, way) !== undefined);
    if (ways.length > 1) say(stock, `a stock is both ${ways.join(' and ')}`);
    for (const which of ['inflow', 'outflow']) {
      for (const part of all(stock, which)) {
        const flow = resolve(part, part.text.trim(), { byId, say });
        if (flow !== undefined && flow.name !== 'flow') say(part, `"${part.text.trim()}" is no <flow>`);
        const key = `${which} ${toId(part.text.trim())}`;
        if (used.has(key)) say(part, `"${part.text.trim()}" is the ${which} of two stocks`);
        used.add(key);
      }
    }
  }
}

function outflowsOfQueues(variables: readonly XmlElement[]): ReadonlySet<string> {
  const queues = variables.filter((each) => each.name === 'stock' && first(each, 'queue') !== undefined);
  return new Set(queues.flatMap((queue) => all(queue, 'outflow').map(({ text }) => toId(text.trim()))));
}

/** Sections 3.7.3, 4.2 and 4.3: what leaves a queue, an overflow never first, and the conveyor after it. */
function checkQueues(
  variables: readonly XmlElement[],
  { byId, queued, say }: Known & { queued: ReadonlySet<string> },
): void {
  for (const flow of variables) {
    const name = flow.attributes['name'] ?? '';
    const isQueued = queued.has(toId(name));
    if (first(flow, 'overflow') !== undefined && !isQueued) say(flow, `"${name}" overflows and leaves no queue`);
    for (const part of ['eqn', 'element', 'non_negative'])
      if (isQueued && first(flow, part) !== undefined) say(flow, `"${name}" leaves a queue and has <${part}>`);
  }
  for (const stock of variables.filter(({ name }) => name === 'stock')) {
    const [out] = first(stock, 'queue') === undefined ? [] : all(stock, 'outflow');
    const leading = out && byId.get(toId(out.text.trim()));
    if (leading !== undefined && first(leading, 'overflow') !== undefined) say(stock, 'the first outflow overflows');
    const conveyor = first(stock, 'conveyor');
    const fed = all(stock, 'inflow').some(({ text }) => queued.has(toId(text.trim())));
    if (conveyor !== undefined && fed && conveyor.attributes['discrete'] !== 'true')
      say(conveyor, 'a conveyor after a queue is not discrete');
  }
}

function checkViews(model: XmlElement, known: Known): void {
  const { say } = known;
  const uids = new Set<string>();
  for (const view of all(first(model, 'views'), 'view')) {
    const aliases = new Set(all(view, 'alias').map(({ attributes }) => attributes['uid']));
    const drawn = new Set<string>();
    for (const object of view.children) {
      const uid = object.attributes['uid'];
      if (uid !== undefined && uids.has(uid)) say(object, `the uid ${uid} is taken`);
      if (uid !== undefined) uids.add(uid);
      if (object.name === 'connector') checkConnector(object, { ...known, aliases });
      if (object.name === 'alias') resolve(object, first(object, 'of')?.text.trim() ?? '', known);
      if (!['stock', 'flow', 'aux'].includes(object.name)) continue;
      const name = object.attributes['name'] ?? '';
      const variable = resolve(object, name, known);
      const kind = variable?.name === 'gf' ? 'aux' : variable?.name;
      if (kind !== undefined && kind !== object.name) say(object, `<${object.name}> shows the <${kind}> "${name}"`);
      if (drawn.has(toId(name))) say(object, `"${name}" is drawn twice in one view`);
      drawn.add(toId(name));
      const points = all(first(object, 'pts'), 'pt').length;
      if (object.name === 'flow' && points < 2) say(object, `the pipe of "${name}" has ${points} points`);
    }
  }
}

function checkConnector(connector: XmlElement, known: Known & { aliases: ReadonlySet<string | undefined> }): void {
  const from = first(connector, 'from');
  const alias = from && first(from, 'alias');
  if (alias === undefined) resolve(connector, from?.text.trim() ?? '', known);
  else if (!known.aliases.has(alias.attributes['uid'])) {
    known.say(connector, `the alias ${alias.attributes['uid']} is not in the view`);
  }
  resolve(connector, first(connector, 'to')?.text.trim() ?? '', known);
}

/** Section 2.2.1: what is used must be listed. */
function checkOptions(root: XmlElement, say: Say): void {
  const header = first(root, 'header');
  const options = header && first(header, 'options');
  const models = all(root, 'model');
  const variables = [...models, ...all(root, 'macro')].flatMap((model) => first(model, 'variables')?.children ?? []);
  const most = Math.max(0, ...variables.map((each) => all(first(each, 'dimensions'), 'dim').length));
  const views = models.flatMap((model) => all(first(model, 'views'), 'view'));
  const uses: Readonly<Record<string, boolean>> = {
    uses_arrays: most > 0,
    uses_conveyor: variables.some((each) => first(each, 'conveyor') !== undefined),
    uses_queue: variables.some((each) => first(each, 'queue') !== undefined),
    uses_submodels: models.length > 1,
    uses_macros: all(root, 'macro').length > 0,
    has_model_view: views.length > 0,
    uses_annotation: views.some((view) => first(view, 'text_box') !== undefined),
  };
  for (const [name, used] of Object.entries(uses)) {
    const listed = options !== undefined && first(options, name) !== undefined;
    if (used !== listed) say(header ?? root, `<${name}> is ${listed ? 'listed and not used' : 'used and not listed'}`);
  }
  const stated = options && first(options, 'uses_arrays')?.attributes['maximum_dimensions'];
  if (stated !== undefined && Number(stated) !== most)
    say(header ?? root, `arrays have ${most} dimensions, not ${stated}`);
  const specs = first(root, 'sim_specs');
  const [start, stop] = ['start', 'stop'].map((name) => Number(specs && first(specs, name)?.text));
  if (!((stop ?? 0) > (start ?? 0))) say(specs ?? root, 'the run does not stop after it starts');
}

function first(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((each) => each.name === name);
}

function all(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((each) => each.name === name) ?? [];
}
