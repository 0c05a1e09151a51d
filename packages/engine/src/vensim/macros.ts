import { printName } from '../equation/print.ts';
import type { Macro, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { MacroBlock } from './blocks.ts';
import { report, type MdlContext, type MdlVariable } from './context.ts';
import { isBuiltInName } from './functions.ts';
import { foldBlanks } from './tokens.ts';
import { buildVariable } from './variable.ts';

/** The head of a macro, `:MACRO: name(inputs : outputs)`. */
export interface MacroHead {
  /** As the file has it: also the name of the variable that a call is worth. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly outputs: readonly string[];
  readonly block: MacroBlock;
}

type Reporter = Pick<MdlContext, 'diagnostics' | 'placeOf'>;

/** Reads the heads; a macro that has none, or never ends, is reported. */
export function macroHeads(blocks: readonly MacroBlock[], base: Reporter): MacroHead[] {
  return blocks.flatMap((block) => {
    const [, name = '', list = ''] = /^([^(]*)\(([^)]*)\)$/s.exec(block.head) ?? [];
    const clean = plainName(name);
    if (clean === '') {
      const message = 'Cannot read a macro: after ":MACRO:" its name and its arguments in brackets are needed';
      report(base, { code: 'unexpected-text', message, advice: 'write :MACRO: NAME(input)', offset: block.offset });
      return [];
    }
    if (!block.isClosed) {
      const message = `Cannot find the end of the macro "${clean}"`;
      report(base, {
        code: 'unfinished-macro',
        message,
        advice: 'add ":END OF MACRO:" after its last equation',
        offset: block.offset,
      });
    }
    const [inputs = '', outputs = ''] = list.split(':');
    const names = (text: string): string[] =>
      text
        .split(',')
        .map(plainName)
        .filter((each) => each !== '');
    return [{ name: clean, parameters: names(inputs), outputs: names(outputs), block }];
  });
}

function plainName(text: string): string {
  return foldBlanks(text).replace(/^"(.*)"$/s, '$1');
}

/** What the document calls each macro: another name where a built-in would be meant. */
export function macroNames(heads: readonly MacroHead[]): ReadonlyMap<string, string> {
  return new Map(heads.map(({ name }) => [toId(name), isBuiltInName(name) ? `${name} macro` : name]));
}

/** Reads what stands inside a macro. Vensim has no subscripts there ("Macros" in its manual); they are refused. */
export function readMacro(
  { name, parameters, outputs, block }: MacroHead,
  { context, entries }: { context: MdlContext; entries: ReadonlyMap<VariableId, MdlVariable> },
): Macro {
  const inside = {
    parameters: new Map(parameters.map((each) => [toId(each) as string, each])),
    model: context.variables,
  };
  const own: MdlContext = { ...context, variables: entries, inside };
  const variables = [...entries.values()].flatMap((variable) => {
    const arrayed = variable.entries.find(({ statement }) => statement.left.subscripts.length > 0);
    if (arrayed === undefined) return buildVariable(own, variable, []) ?? [];
    report(context, {
      code: 'unsupported-construct',
      message: `Cannot use subscripts in the macro "${name}", as "${variable.name}" has: Vensim does not support them`,
      advice: 'write it for one element, and call the macro in an equation with subscripts',
      offset: arrayed.start,
      variable: variable.name,
    });
    return [];
  });
  return {
    name: context.macros.get(toId(name)) ?? name,
    parameters: parameters.map((each) => ({ name: each })),
    outputs,
    equation: printName(name),
    variables,
    documentation: '',
    place: context.placeOf(block.offset),
  };
}
