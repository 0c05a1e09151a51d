/** Writing XML as lines, two blanks a level. */

export type Attributes = Readonly<Record<string, string>>;

/** An element with children, each a line, or an empty one. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string[] {
  const open = `<${name}${attributeText(attributes)}`;
  return children.length === 0 ? [`${open}/>`] : [`${open}>`, ...children.map((line) => `  ${line}`), `</${name}>`];
}

/** An element that holds text. */
export function tag(name: string, text: string, attributes: Attributes = {}): string {
  return `<${name}${attributeText(attributes)}>${escape(text)}</${name}>`;
}

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(value).replace(/\n/g, '&#10;')}"`)
    .join('');
}

/** Escapes markup; what XML 1.0 cannot hold (control characters) is dropped. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
