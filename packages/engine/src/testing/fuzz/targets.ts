import { parseEquation } from '../../equation/parse.ts';
import { printExpression } from '../../equation/print.ts';
import { decodeText } from '../../model/decode-text.ts';
import { readDocument } from '../../model/read-document.ts';
import { writeDocument } from '../../model/write-document.ts';
import { readVensim } from '../../vensim/read-vensim.ts';
import { readXmile } from '../../xmile/read-xmile.ts';
import { model } from '../model-notation.ts';
import { Chance } from './chance.ts';
import { faultOfModel, faultOfReading } from './fault.ts';
import { makeDocument, makeEquation, makeMdl, makeXmile } from './grammar.ts';
import { mutateData } from './mutate-data.ts';
import { mutate } from './mutate.ts';
import { tablesTarget } from './tables-target.ts';
import type { Samples, Target } from './target.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Half are made by a grammar, a part of those damaged; half are real files, damaged. */
function textual(
  name: string,
  { make, real }: { make: (chance: Chance) => string; real: (samples: Samples) => readonly Uint8Array[] },
): Target['make'] {
  return ({ seed, index, samples }) => {
    const chance = new Chance(`${name} ${seed} ${index}`);
    const files = real(samples);
    const made = (): Uint8Array => encode(make(chance));
    if (files.length === 0 || chance.happens(0.5)) return chance.happens(0.5) ? made() : mutate(made(), made(), chance);
    return mutate(chance.pick(files), chance.happens(0.7) ? chance.pick(files) : made(), chance);
  };
}

/** Every target, by name. */
export const targets: ReadonlyMap<string, Target> = new Map<string, Target>([
  [
    'equation',
    { make: textual('equation', { make: (chance) => makeEquation(chance), real: () => [] }), fault: equationFault },
  ],
  [
    'mdl',
    {
      make: textual('mdl', { make: makeMdl, real: ({ mdl }) => mdl }),
      fault: (input) => faultOfReading(readVensim(input, { file: 'made.mdl' })),
    },
  ],
  [
    'xmile',
    {
      make: textual('xmile', { make: makeXmile, real: ({ xmile }) => xmile }),
      fault: (input) => faultOfReading(readXmile(input, { file: 'made.xmile' })),
    },
  ],
  ['document', { make: makeDocumentInput, fault: documentFault }],
  ['tables', tablesTarget],
]);

/** An equation prints as text that reads as the same, and a model that has it can be checked and run. */
function equationFault(input: Uint8Array): string | undefined {
  const text = decodeText(input);
  const { expression, diagnostics } = parseEquation(text);
  if ((expression === undefined) === (diagnostics.length === 0))
    return 'the parser gave neither a tree nor an error, or both';
  if (expression === undefined) return undefined;
  const printed = printExpression(expression);
  const again = parseEquation(printed).expression;
  if (again === undefined || printExpression(again) !== printed)
    return `"${printed}" does not read as what it was printed from`;
  const base = model`dim R = A1, A2, A3; a = 1; b = 2; stock S = 10 { -a }; c d = S / 4; e-f = 3; x[R] = 5; lookup f = (0,0) (1,2)`;
  const made = { name: 'y', kind: 'auxiliary', dimensions: [], documentation: '' } as const;
  return faultOfModel({
    ...base,
    variables: [...base.variables, { ...made, definitions: [{ subscripts: [], equation: text }] }],
  });
}

function makeDocumentInput({ seed, index, samples }: Parameters<Target['make']>[0]): Uint8Array {
  const chance = new Chance(`document ${seed} ${index}`);
  const real = samples.mdl.length > 0 && chance.happens(0.3);
  const read = real ? readVensim(chance.pick(samples.mdl), { file: 'sample.mdl' }).model : undefined;
  const data: unknown = read === undefined ? JSON.parse(makeDocument(chance)) : writeDocument(read);
  return encode(JSON.stringify(chance.happens(0.2) ? data : mutateData(data, chance)));
}

function documentFault(input: Uint8Array): string | undefined {
  let data: unknown;
  try {
    data = JSON.parse(decodeText(input));
  } catch {
    return undefined;
  }
  return faultOfReading(readDocument([{ file: 'made.json', data }]));
}
