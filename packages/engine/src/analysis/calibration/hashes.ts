import { hashText } from '../../compile/hash-text.ts';
import type { Program } from '../../compile/program.ts';
import type { Calibration } from './calibration.ts';

/** Sixteen letters that another program would hardly have: of what it computes, its constants and its clock. */
export function hashOfProgram(program: Program): string {
  return hash(JSON.stringify(program));
}

/** The same of a calibration: its figures, its errors, its parameters and what is fitted. */
export function hashOfCalibration({ observations, parameters, until, experiment }: Calibration): string {
  return hash(JSON.stringify({ observations, parameters, until: String(until), outputs: experiment.outputs }));
}

function hash(text: string): string {
  return [text, `.${text}`].map((each) => hashText(each).toString(16).padStart(8, '0')).join('');
}
