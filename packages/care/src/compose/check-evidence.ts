import { nearNames, toId } from '@weir/engine';
import type { Diagnostic, Model, Parameter, Program, Variable } from '@weir/engine';
import type { Evidence } from '../types.ts';

/** Documentation that marks a constant as needing no source: a factor such as the weeks in a year. */
const conversion = /^Conversion\b/;

/**
 * What is wrong with how the model refers to its evidence: ids that are not there, and constants (numbers, and graphical functions,
 * which are numbers too) with no entry but such as are of the role `background`.
 */
export function checkEvidence(model: Model, program: Program, evidence: readonly Evidence[]): readonly Diagnostic[] {
  const ids = new Set(evidence.map(({ id }) => id));
  const background = new Set(evidence.flatMap(({ id, role }) => (role === 'background' ? [id] : [])));
  const constant = new Set(
    program.parameters.filter((each) => !isStructure(each)).map(({ name }) => toId(name.replace(/\[.*\]$/, ''))),
  );
  const diagnostics: Diagnostic[] = [];
  for (const variable of model.variables) {
    const place = variable.place === undefined ? {} : { place: variable.place };
    for (const id of variable.evidence ?? []) {
      if (ids.has(id)) continue;
      diagnostics.push({
        code: 'unknown-evidence',
        severity: 'error',
        message: `Cannot find the evidence "${id}" of "${variable.name}"`,
        advice: 'add an entry to one of the files in "evidence"',
        near: nearNames(id, [...ids]),
        variable: variable.name,
        ...place,
      });
    }
    const isConstant = constant.has(toId(variable.name)) || hasTable(variable);
    const excused =
      conversion.test(variable.documentation) || (variable.evidence ?? []).some((id) => !background.has(id));
    if (!isConstant || excused) continue;
    diagnostics.push({
      code: 'no-evidence',
      severity: 'error',
      message: `Cannot tell where the constant "${variable.name}" comes from`,
      advice: 'add "evidence" with the id of an entry; if nobody measured it, its status is "assumption"',
      variable: variable.name,
      ...place,
    });
  }
  return diagnostics;
}

/** A 0 or 1 in part of an array, and an empty stock, say what flows where: they are structure, not figures. */
function isStructure({ name, value }: Parameter): boolean {
  return value === 0 || (value === 1 && name.endsWith(']'));
}

function hasTable(variable: Variable): boolean {
  if (variable.kind === 'lookup') return true;
  return variable.kind !== 'stock' && variable.definitions.some(({ table }) => table !== undefined);
}
