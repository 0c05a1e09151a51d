// Holds the sources to dependency-policy.json: edges between packages and folders, import cycles, licences.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependencyBreaches } from './lib/dependencies.mjs';
import { licenceBreaches } from './lib/licences.mjs';
import { report } from './lib/report.mjs';
import { root } from './lib/run.mjs';

const policy = JSON.parse(readFileSync(join(root, 'dependency-policy.json'), 'utf8'));
report('Dependency policy', [...dependencyBreaches(root, policy), ...licenceBreaches(root, policy.licences)]);
