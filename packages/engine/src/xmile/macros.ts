import type { Macro, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { addCalledTables } from './called-tables.ts';
import { cleanName, fault, nameOf, optional, refuse, type ReadContext } from './context.ts';
import { child, childText, childrenNamed, type XmlElement } from '../xml/element.ts';
import { findDrivenFlows } from './conveyor.ts';
import { translateEquation } from './equation.ts';
import { readVariable } from './variable.ts';

/** The macros of a file by canonical name, before any equation is read. */
export function macroNames(root: XmlElement): Map<string, string> {
  return new Map(childrenNamed(root, 'macro').map((macro) => [toId(nameOf(macro)), nameOf(macro)]));
}

/**
 * Reads one `<macro>` (XMILE 1.0, section 4.8). Its parameters stand among the variables as well, with equations that serve only
 * while it is edited; they and views are passed over.
 */
export function readMacro(context: ReadContext, element: XmlElement): Macro | undefined {
  const name = nameOf(element);
  const specs = child(element, 'sim_specs');
  if (specs !== undefined) refuse(context, { what: `the time settings of the macro "${name}"`, place: specs.place });
  const parameters = childrenNamed(element, 'parm').map((parm) => ({
    name: cleanName(parm.text).replace(/_+/g, ' '),
    ...optional('default', parm.attributes['default']),
  }));
  const taken = new Set(parameters.map((each) => toId(each.name) as string));
  const elements = (child(element, 'variables')?.children ?? []).filter((each) => !taken.has(toId(nameOf(each))));
  for (const each of elements) {
    const isKnown = variableKinds.has(each.name.toLowerCase());
    if (!isKnown && each.name.toLowerCase() !== 'group') {
      refuse(context, { what: `the element <${each.name}> in the macro "${name}"`, place: each.place });
    }
  }
  const own: ReadContext = { ...context, names: new Map(), drivenFlows: new Map(), isSubmodel: true };
  for (const each of parameters) own.names.set(toId(each.name), each.name);
  const variables = elements.filter((each) => variableKinds.has(each.name.toLowerCase()));
  for (const each of variables) own.names.set(toId(nameOf(each)), nameOf(each));
  findDrivenFlows(own, variables);
  const eqn = child(element, 'eqn');
  if (name === '' || eqn === undefined) {
    const what = name === '' ? 'it has no name' : 'it has no <eqn>, which a call is worth';
    fault(context, {
      code: 'missing-equation',
      message: `Cannot use the macro "${name}": ${what}`,
      advice: 'give it a name and an <eqn>',
      place: element.place,
    });
    return undefined;
  }
  const equation = translateEquation(own, { element: eqn, variable: name });
  if (equation === undefined) return undefined;
  return {
    name,
    parameters,
    outputs: [],
    equation,
    variables: addCalledTables(
      variables.flatMap((each): Variable | readonly Variable[] => readVariable(own, each) ?? []),
    ),
    documentation: childText(element, 'doc') ?? '',
    place: element.place,
  };
}

/** The elements of `<variables>` that are variables. */
export const variableKinds: ReadonlySet<string> = new Set(['stock', 'flow', 'aux', 'gf']);
