import type { Diagnostic } from './diagnostic.ts';
import type { Model } from './model.ts';

/**
 * One warning that names what of a document a file format has no place for, though no number depends on it; none where there is
 * nothing. `format` is what the file is for, `others` what else it leaves out.
 */
export function notKept(
  model: Model,
  options: { readonly format: string; readonly documentation: boolean; readonly others?: readonly string[] },
): Diagnostic[] {
  const evidence = model.variables.filter((variable) => (variable.evidence ?? []).length > 0).length;
  const list = [
    ...(model.loops.length === 0 ? [] : [`named loops (${model.loops.length})`]),
    ...(evidence === 0 ? [] : [`references to evidence (${evidence})`]),
    ...(options.documentation || model.documentation === '' ? [] : ['the documentation of the model']),
    ...(options.others ?? []),
  ];
  if (list.length === 0) return [];
  return [
    {
      code: 'not-kept',
      severity: 'warning',
      message: `Cannot keep everything in a file for ${options.format}, though its numbers are the same: ${list.join(', ')}`,
      advice: 'keep the model as .yaml too',
    },
  ];
}
