/** What the XML parser found wrong, without the position and the full stop that it adds. */
export function describeFault(error: Error): string {
  const said = error.message.replace(/^(?:.*?:)?\d+:\d+: /, '').replace(/\.$/, '');
  // The parser asks for the next attribute of `<?xml … ?>` where none can follow.
  return said === 'expected the name undefined' ? 'the line <?xml … ?> does not end after its last attribute' : said;
}
