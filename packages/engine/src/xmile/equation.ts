import type { Call, Expression, Reference, Subscript } from '../equation/expression.ts';
import { mapExpression } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Place } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { ReadContext } from './context.ts';
import { cleanPath, declaredName, fault } from './context.ts';
import type { XmlElement } from '../xml/element.ts';
import { fromStella, isRandomFunction, withRepeatedPulse, withVensimRounding } from './functions.ts';

/** What functions mean to the tool that wrote the file, where that is not what XMILE says. */
const meantBy: Readonly<Record<ReadContext['writer'], (expression: Expression) => Expression>> = {
  vensim: withVensimRounding,
  xmutil: withVensimRounding,
  isee: withRepeatedPulse,
  other: (expression) => expression,
};

/**
 * An XMILE equation as text in Weir's dialect: names as the file declares them, functions under the engine's names.
 * Undefined, with a diagnostic that names the variable, where it is missing or cannot be read.
 */
export function translateEquation(
  context: ReadContext,
  options: { readonly element: XmlElement; readonly variable: string },
): string | undefined {
  const { element, variable } = options;
  const text = element.text;
  if (element.name.toLowerCase() !== 'eqn' || /^[\s?]*$/.test(text)) {
    const found = text.trim() === '' || element.name.toLowerCase() !== 'eqn' ? 'is empty' : `is "${text.trim()}"`;
    fault(context, {
      code: 'missing-equation',
      message: `Cannot compute "${variable}": its equation ${found}`,
      advice: 'write an equation, or 0 if it should be nothing',
      place: element.place,
      variable,
    });
    return undefined;
  }
  const { expression, diagnostics } = parseEquation(text, { place: element.textPlace, variable });
  context.diagnostics.push(...diagnostics);
  if (expression === undefined) {
    return undefined;
  }
  const translated = translate(context, { expression, variable, place: element.textPlace });
  return printExpression(mapExpression(translated, meantBy[context.writer]));
}

function translate(
  context: ReadContext,
  { expression, variable, place }: { expression: Expression; variable: string; place: Place },
): Expression {
  return mapExpression(expression, (node) => {
    if (node.kind !== 'reference' && node.kind !== 'call') {
      return node;
    }
    const subscripts = node.subscripts.map((subscript) => respell(context, subscript));
    if (node.qualified === true) {
      return translatePath(context, { ...node, subscripts });
    }
    // Stella's name for the variable itself, as in PREVIOUS(SELF, 0).
    const isSelf = node.kind === 'reference' && toId(node.name) === 'self';
    const declared = context.names.get(toId(node.name)) ?? (isSelf ? variable : undefined);
    if (declared !== undefined) {
      return { ...node, name: declared, subscripts };
    }
    const macro = node.subscripts.length === 0 ? context.macros.get(toId(node.name)) : undefined;
    if (macro !== undefined) {
      return { ...node, name: macro };
    }
    if (node.kind === 'call' && isRandomFunction(node.name)) warnOfRandomNumbers(context, { variable, place });
    return fromStella(
      node.kind === 'reference'
        ? { ...node, name: elementName(context, node.name), subscripts }
        : { ...node, subscripts },
    );
  });
}

/** Once a model: Stella's generator is its own, so only the distributions can be the same. */
function warnOfRandomNumbers(context: ReadContext, { variable, place }: { variable: string; place: Place }): void {
  if (context.diagnostics.some(({ code }) => code === 'random-numbers')) return;
  context.diagnostics.push({
    code: 'random-numbers',
    severity: 'warning',
    message: `Cannot give the random numbers that Stella gives, as in "${variable}": the distributions are the same, the numbers are not`,
    advice: 'compare means and spreads over many seeds, not single runs',
    place,
    variable,
  });
}

/** `module.variable`, or `.variable` of the whole model, which the whole model itself has without a dot. */
function translatePath(context: ReadContext, node: Reference | Call): Expression {
  const name = cleanPath(node.name);
  const own = context.isSubmodel ? undefined : context.names.get(toId(name.replace(/^\./, '')));
  const { qualified: _qualified, ...plain } = node;
  return name.startsWith('.') && own !== undefined ? { ...plain, name: own } : { ...node, name };
}

function respell(context: ReadContext, subscript: Subscript): Subscript {
  if (subscript.kind === 'name') {
    return { ...subscript, name: elementName(context, subscript.name) };
  }
  return subscript.kind === 'wildcard' && subscript.of !== undefined
    ? { ...subscript, of: elementName(context, subscript.of) }
    : subscript;
}

/** A dimension or element as `<dimensions>` spells it; otherwise the name as it stands. */
function elementName(context: ReadContext, name: string): string {
  const id = toId(name);
  for (const dimension of context.dimensions) {
    const found = [dimension.name, ...dimension.elements].find((known) => toId(known) === id);
    if (found !== undefined) {
      return found;
    }
  }
  return declaredName(context, name);
}
