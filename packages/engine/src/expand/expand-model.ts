import type { Diagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { expandMacros } from './expand-macros.ts';
import { flattenModules } from './flatten-modules.ts';

/**
 * The model as one flat list of variables: those of modules as `module.variable`, and hidden ones for every call of a macro. What
 * cannot be expanded is reported and left as it is. A model with neither is returned as it is.
 *
 * @example
 * ```ts
 * const { model: flat, diagnostics } = expandModel(model);
 * ```
 */
export function expandModel(model: Model): { readonly model: Model; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };
  return { model: expandMacros(flattenModules(model, report), report), diagnostics };
}
