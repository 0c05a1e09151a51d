import { flatVensim, slotName } from '../flat-vensim.mjs';

/**
 * A model for engines that read Vensim's files: its own text where it has one, otherwise its program written as scalars; and the names of the
 * saved slots in it.
 *
 * @returns {{ text: string, names: string[] }}
 */
export function vensimTextOf({ vensim, program, request }) {
  if (vensim === undefined) return { text: flatVensim(program, request), names: request.save.map(slotName) };
  // A model's own text says how often it saves; here all contestants save alike.
  const text = vensim.replace(/SAVEPER\s*=\s*[^~]+/, `SAVEPER= ${request.saveEvery * request.step}\n\t`);
  return { text, names: request.save.map((slot) => nameOf(program, slot)) };
}

/** A slot by its name in the model, elements in brackets. */
function nameOf(program, slot) {
  const { name, base, extents } = program.layout.find(({ base, size }) => slot >= base && slot < base + size);
  let rest = slot - base;
  const elements = extents.toReversed().map((extent) => {
    const element = extent[rest % extent.length];
    rest = Math.floor(rest / extent.length);
    return element;
  });
  return elements.length === 0 ? name : `${name}[${elements.toReversed().join(',')}]`;
}
