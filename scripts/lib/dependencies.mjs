import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { importCycles } from './cycles.mjs';
import { importsOf } from './imports.mjs';
import { filesUnder } from './stamp.mjs';

const isTest = (path) => /\.test\.tsx?$/.test(path);
const isSource = (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && /^packages\/[^/]+\/src\//.test(path);

/**
 * Where the sources break the dependency policy: an edge between packages or folders that it does not allow, a
 * module of Node where the package runs in a browser too, a name that cannot be found, an import cycle.
 *
 * @param {string} root folder that holds `packages/`
 * @param {object} policy the content of dependency-policy.json
 * @returns {string[]} one line a breach
 */
export function dependencyBreaches(root, policy) {
  const files = filesUnder(['packages'], root).filter(isSource);
  const breaches = [];
  const graph = new Map();
  for (const file of files) {
    const targets = [];
    for (const { specifier, typeOnly, line } of importsOf(join(root, file))) {
      const target = resolve(root, file, specifier);
      const breach = breachOf({ policy, file, specifier, target });
      if (breach !== undefined) breaches.push(`${file}:${line} ${breach}`);
      if (target.path !== undefined && !typeOnly) targets.push(target.path);
    }
    graph.set(file, targets);
  }
  for (const cycle of importCycles(graph)) breaches.push(`import cycle: ${cycle.join(' → ')}`);
  return breaches;
}

/** @returns {{ package?: string, path?: string, module?: string }} a package's entry, a file of ours, or a module of others */
function resolve(root, file, specifier) {
  const own = /^@weir\/([a-z-]+)(?:\/([a-z/-]+))?$/.exec(specifier);
  if (own) {
    const path = posix.join('packages', own[1], 'src', own[2] ?? '', 'index.ts');
    return { package: own[1], path: existsSync(join(root, path)) ? path : undefined };
  }
  if (!specifier.startsWith('.')) return { module: specifier };
  const path = posix.join(dirname(file), specifier.replace(/\?.*$/, ''));
  return { package: packageOf(path), path };
}

const packageOf = (path) => /^packages\/([^/]+)\//.exec(path)?.[1];
const folderOf = (path) => /^packages\/[^/]+\/src\/([^/]+)\//.exec(path)?.[1];

function breachOf({ policy, file, specifier, target }) {
  const from = packageOf(file);
  const rules = policy.packages[from];
  if (rules === undefined) return `package "${from}" is not in dependency-policy.json`;
  if (target.module !== undefined) return breachOfModule(rules, from, file, target.module);
  if (target.package === undefined) return isTest(file) ? undefined : `"${specifier}" leads out of the packages`;
  if (target.package !== from) {
    if (specifier.startsWith('.'))
      return `"${specifier}" enters ${target.package} by a file, not by @weir/${target.package}`;
    // A test may look further than what it tests.
    return rules.may.includes(target.package) || isTest(file) ? undefined : `${from} may not import ${target.package}`;
  }
  if (isTest(file)) return undefined;
  return breachOfFolders(policy.folders[from], file, target.path);
}

function breachOfModule(rules, from, file, module) {
  const ofNode = module.startsWith('node:') || builtinModules.includes(module);
  if (!ofNode || rules.runsIn === 'node' || isTest(file)) return undefined;
  return `${from} runs in a browser too and may not import "${module}"`;
}

function breachOfFolders(folders, file, path) {
  const from = folderOf(file);
  const to = path === undefined ? undefined : folderOf(path);
  // Files at a package's top tie its folders together.
  if (folders === undefined || from === undefined || from === to) return undefined;
  const may = folders[from];
  if (may === undefined) return `folder "${from}" is not in dependency-policy.json`;
  if (may.includes('*')) return undefined;
  if (to === undefined) return `${from}/ may not import the package's own top files`;
  const inside = path.replace(/^packages\/[^/]+\/src\//, '');
  return may.includes(to) || may.includes(inside) ? undefined : `${from}/ may not import ${inside}`;
}
