/**
 * Text of a file whose encoding nobody states reliably: a byte order mark wins, then UTF-8 where the bytes are valid
 * UTF-8, then Windows-1252, which older Vensim and Stella write. The mark is removed. Line ends are kept.
 *
 * @example
 * ```ts
 * decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9)); // "café"
 * ```
 */
export function decodeText(input: string | Uint8Array): string {
  if (typeof input === 'string') {
    return input.startsWith('\ufeff') ? input.slice(1) : input;
  }
  if (input[0] === 0xff && input[1] === 0xfe) {
    return new TextDecoder('utf-16le').decode(input);
  }
  if (input[0] === 0xfe && input[1] === 0xff) {
    return new TextDecoder('utf-16be').decode(input);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    return new TextDecoder('windows-1252').decode(input);
  }
}
