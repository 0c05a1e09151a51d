import type { Span } from '../equation/expression.ts';
import { placeAt } from '../equation/place-at.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/model.ts';

export type Report = (diagnostic: Diagnostic) => void;

/** An expansion makes at most so many variables and definitions: more would fill the memory before anything is run. */
export const mostMade = 50_000;

/** What an error says and where it is: a part of an equation, or a thing with a place of its own. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  readonly near?: readonly string[];
  readonly variable?: string;
  readonly place?: Place | undefined;
  /** The equation and the part of it; `place` is where the equation starts. */
  readonly at?: { readonly text: string; readonly span: Span };
}

/** The fault as a diagnostic. */
export function faultDiagnostic({ code, message, advice, near, variable, place, at }: Fault): Diagnostic {
  const exact = place === undefined || at === undefined ? place : placeAt(at.text, at.span.start, place);
  return {
    code,
    severity: 'error',
    message,
    advice,
    ...(near === undefined || near.length === 0 ? {} : { near }),
    ...(variable === undefined ? {} : { variable }),
    ...(exact === undefined ? {} : { place: exact }),
  };
}
