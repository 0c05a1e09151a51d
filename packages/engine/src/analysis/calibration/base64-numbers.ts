const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers as text: 64 bits each, least byte first, in base 64 (RFC 4648). */
export function encodeNumbers(numbers: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  numbers.forEach((each, index) => view.setFloat64(8 * index, each, true));
  const bytes = new Uint8Array(view.buffer);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(from, from + 3);
    const given = Math.min(3, bytes.length - from);
    const word = (a << 16) | (b << 8) | c;
    const four = [word >>> 18, (word >>> 12) & 63, (word >>> 6) & 63, word & 63].map((each) => letters[each] ?? '');
    parts.push(
      four
        .slice(0, given + 1)
        .join('')
        .padEnd(4, '='),
    );
  }
  return parts.join('');
}

/** The inverse; undefined where the text is no such thing. */
export function decodeNumbers(text: string): Float64Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const length = (text.length / 4) * 3 - padding;
  if (length % 8 !== 0) return undefined;
  const bytes = new Uint8Array(length);
  for (let from = 0, to = 0; from < text.length; from += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 6) | Math.max(0, valueOf(text.charCodeAt(from + k)));
    for (let k = 2; k >= 0 && to < length; k--) bytes[to++] = (word >>> (8 * k)) & 255;
  }
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: length / 8 }, (_, index) => view.getFloat64(8 * index, true));
}

const values = new Map(Array.from(letters, (letter, value) => [letter.charCodeAt(0), value]));

function valueOf(code: number): number {
  return values.get(code) ?? 0;
}
