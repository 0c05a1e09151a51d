import { printName } from '../equation/print.ts';
import type { Connection, Module } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { cleanName, cleanPath, nameOf, refuse, type ReadContext } from './context.ts';
import { childText, childrenNamed, type XmlElement } from '../xml/element.ts';

const harmless = new Set(['connect', 'connect2', 'doc', 'units', 'display', 'isee:dependencies']);

/** Where modules stand: the `<model>` around them, and the names of all models of the file. */
interface Around {
  readonly model: string;
  readonly isWhole: boolean;
  readonly submodels: readonly string[];
}

/**
 * Reads the modules of one `<model>` (XMILE 1.0, section 4.7). A module runs the model of its own name. Stella lists a connection in
 * both of the modules that it joins, as `<connect>` and again as `<connect2>`; early versions leave out the module before `to`.
 */
export function readModules(context: ReadContext, elements: readonly XmlElement[], around: Around): Module[] {
  const connections = new Map(
    elements.map((element) => [toId(nameOf(element)) as string, new Map<string, Connection>()]),
  );
  for (const kind of ['connect', 'connect2']) {
    for (const element of elements) {
      for (const each of childrenNamed(element, kind)) connect(each, { module: nameOf(element), around, connections });
    }
  }
  return elements.map((element) => {
    refuseParts(context, element);
    const name = nameOf(element);
    return {
      name,
      submodel: submodelOf(element, around),
      connections: [...(connections.get(toId(name))?.values() ?? [])],
      documentation: childText(element, 'doc') ?? '',
      place: element.place,
    };
  });
}

function refuseParts(context: ReadContext, element: XmlElement): void {
  const name = nameOf(element);
  const resource = element.attributes['resource'];
  if (resource !== undefined) {
    refuse(context, {
      what: `the module "${name}" from the file "${resource}"`,
      place: element.place,
      advice: 'import it into the model',
    });
  }
  for (const part of element.children) {
    const kind = part.name.toLowerCase();
    if (kind === 'dimensions') refuse(context, { what: `the arrayed module "${name}"`, place: part.place });
    else if (!harmless.has(kind))
      refuse(context, { what: `the element <${part.name}> of the module "${name}"`, place: part.place });
  }
}

/** The model that a module runs: of its own name, alone or after that of the model around it. Simlin writes it as an attribute. */
function submodelOf(element: XmlElement, { model, submodels }: Around): string {
  const name = nameOf(element);
  const wanted = [element.attributes['simlin:model_name'], `${model}.${name}`, name].map((each) => toId(each ?? ''));
  const found = wanted.flatMap((id) => submodels.find((each) => toId(each) === id) ?? []);
  return found[0] ?? name;
}

function connect(
  element: XmlElement,
  of: { module: string; around: Around; connections: ReadonlyMap<string, Map<string, Connection>> },
): void {
  const { module, around, connections } = of;
  const steps = cleanPath(element.attributes['to'] ?? '')
    .replace(/^\./, '')
    .split('.');
  const to = steps.at(-1) ?? '';
  const target = steps.length === 1 ? module : (steps.at(-2) ?? '');
  const list = connections.get(toId(target));
  const from = cleanPath(element.attributes['from'] ?? '');
  if (list === undefined || to === '' || from === '' || list.has(toId(to))) return;
  // In the whole model its own variables need no dot before them.
  const source = around.isWhole ? from.replace(/^\./, '') : from;
  list.set(toId(to), {
    to: cleanName(to),
    from: source
      .split('.')
      .map((part) => (part === '' ? '' : printName(part)))
      .join('.'),
  });
}
