import type { LinkSign } from './diagram.ts';

const written: Readonly<Record<LinkSign, string>> = { '+': '+', '-': '−', '?': '±', '0': '○' };

const told: Readonly<Record<LinkSign, string>> = {
  '+': '+ the same way',
  '-': '− the opposite way',
  '?': '± either way, depending on where the system stands',
  '0': '○ not at present: something holds the effect at nothing',
};

/** A sign as it is written on a line; empty while it is not known. */
export function signText(sign: LinkSign | undefined): string {
  return sign === undefined ? '' : written[sign];
}

/** A sign in words: how the effect moves if the cause rises. */
export function signWords(sign: LinkSign | undefined): string {
  return sign === undefined ? 'being worked out' : told[sign];
}
