/**
 * What no file of the repository may hold. Each pattern is written so that it does not find itself.
 *
 * `files` limits a rule to paths that match.
 */
export const textRules = [
  {
    name: "a path of somebody's machine",
    pattern: /(?<![\w.-])\/(?:work|farm|home\/[a-z]\w*|Users\/[A-Za-z]\w*|root|tmp\/[a-z][\w-]*)\/[\w.]/,
  },
  { name: "a path of somebody's machine", pattern: /\b[A-Z]:\\Users\\/ },
  { name: "a registry's host", pattern: /\b(?:registry\.(?:npm|yarn)|npm\.pkg|pypi\.|crates\.)[a-z]+\.(?:org|com|io)/ },
  { name: 'a download address in the lockfile', pattern: /"resolved": "http/, files: /package-lock\.json$/ },
  { name: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KE[Y]-----/ },
  {
    name: 'an access token',
    pattern: /\b(?:gh[pousr]_\w{30,}|npm_\w{30,}|AKIA[0-9A-Z]{16}|xox[abp]-[\w-]{10,}|sk-[A-Za-z0-9]{32,})/,
  },
  {
    name: 'work left open',
    pattern: /\b(?:TO[D]O|FIXM[E]|XX[X])\b/,
    files: /\.(?:[cm]?[jt]sx?|json|ya?ml|css|html|sh)$/,
  },
  {
    name: 'a test that is skipped or singled out without a reason',
    pattern: /\b(?:it|test|describe)\.(?:skip|only|todo)\(/,
    files: /\.test\.tsx?$/,
  },
];

/**
 * @param {string} path
 * @param {string} text
 * @param {number} maximumLines for source files
 * @returns {string[]} one line a breach
 */
export function textBreaches(path, text, maximumLines) {
  const breaches = [];
  const lines = text.split('\n');
  if (/\.(?:[cm]?[jt]sx?|css)$/.test(path) && lines.length - 1 > maximumLines) {
    breaches.push(`${path} has ${lines.length - 1} lines; at most ${maximumLines} are allowed: split it by idea`);
  }
  for (const { name, pattern, files } of textRules) {
    if (files !== undefined && !files.test(path)) continue;
    lines.forEach((line, index) => {
      if (pattern.test(line)) breaches.push(`${path}:${index + 1} ${name}`);
    });
  }
  return breaches;
}
