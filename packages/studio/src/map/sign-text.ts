import type { LinkSign } from './diagram.ts';

/** A sign as it is written on a line. */
export function signText(sign: LinkSign): string {
  if (sign === '?') return '±';
  return sign === '+' ? '+' : '−';
}

/** A sign in words, to follow the name of the cause: "stress … moves the same way". */
export function signWords(sign: LinkSign): string {
  if (sign === '?') return '± either way, depending on where the system stands';
  return sign === '+' ? '+ the same way' : '− the opposite way';
}
