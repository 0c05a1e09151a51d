import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vensimTextOf } from './vensim-text.mjs';

/** Reads the model in the file and runs it twice; prints the columns that are asked for and the seconds of reading and of each run. */
const script = `
import json, sys, time
import pysd

path, names = sys.argv[1], json.loads(sys.argv[2])
begun = time.perf_counter()
model = pysd.read_vensim(path)
times = [time.perf_counter() - begun]
for _ in range(2):
    begun = time.perf_counter()
    found = model.run(return_columns=names)
    times.append(time.perf_counter() - begun)
print(json.dumps({"columns": [[float(each) for each in found[name]] for name in names], "times": times}))
`;

/** PySD, where Python has it: one process a model, which reads it, runs it once for nothing and once for the clock. */
export const pysd = {
  name: 'pysd',
  title: 'PySD',
  tolerance: 1e-9,
  rounds: 1,
  reason: () => {
    const { status, error } = spawnSync('python3', ['-c', 'import pysd']);
    if (error !== undefined) return 'there is no python3 on the path';
    return status === 0 ? undefined : 'python3 has no package of that name (`python3 -m pip install pysd`)';
  },
  async open(entry) {
    const { text, names } = vensimTextOf(entry);
    const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
    try {
      const path = join(folder, 'model.mdl');
      writeFileSync(path, text);
      const parameters = ['-c', script, path, JSON.stringify(names)];
      const { status, stdout, stderr } = spawnSync('python3', parameters, { encoding: 'utf8', maxBuffer: 2 ** 28 });
      if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
      const { columns, times } = JSON.parse(stdout.trim().split('\n').at(-1));
      const [read, , second] = times.map((seconds) => 1000 * seconds);
      return {
        rows: columns[0].flatMap((_, row) => columns.map((column) => column[row])),
        first: { compile: read },
        warm: () => undefined,
        time: async () => second,
        end: () => undefined,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
