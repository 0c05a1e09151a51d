import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { commandLineDocs } from '../../../scripts/lib/command-line-docs.mjs';
import { bath, folderOf, startWeir, weir } from './weir.ts';

const folder = folderOf({
  'bath.yaml': bath,
  'misspelt.yaml': bath.replace("'twice * 1.5'", "'twise * 1.5'"),
  'circular.yaml': bath.replace('equation: 2, units', "equation: 'twice + 1', units"),
  'broken.yaml': 'model: {name: x, time: [1\n',
  'model.xls': 'x',
  'beside.mdl':
    "x := GET DIRECT DATA('grid.csv', ',', 'A', 'B2') ~~|\ny ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 2 ~~|\nTIME STEP = 1 ~~|\n",
  'alone.mdl':
    "x = GET DIRECT CONSTANTS('gone.csv', ',', 'B2') ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 2 ~~|\nTIME STEP = 1 ~~|\n",
  'grid.csv': 'time,x\n0,1\n2,5\n',
  'data.csv': 'Time,y\n0,7\n1,8\n',
});
afterAll(() => folder.remove());
const inFolder = (...parameters: readonly string[]): ReturnType<typeof weir> => weir(parameters, { cwd: folder.path });

describe('weir simulate', () => {
  it('weir simulate prints a column for each variable and a row for each saved time', async () => {
    expect(await inFolder('simulate', 'bath.yaml')).toEqual({
      code: 0,
      out: 'Time,Water,filling,tap rate[hot],tap rate[cold],twice\n0,10,5,2,3,2\n1,15,5,2,3,2\n2,20,5,2,3,2\n',
      err: '',
    });
  });

  it('weir simulate sets constants, chooses times and columns, and both back ends agree', async () => {
    const options = [
      '--set',
      'twice=4',
      '--set',
      'tap rate[hot]=0',
      '--stop',
      '3',
      '--dt',
      '0.5',
      '--save',
      'Water, tap rate[cold]',
    ];
    const wasm = await inFolder('simulate', 'bath.yaml', ...options, '--backend', 'wasm');
    expect(wasm.out.split('\n').slice(0, 2)).toEqual(['Time,Water,tap rate[cold]', '0,10,6']);
    expect(wasm.out.split('\n').at(-2)).toBe('3,28,6');
    expect((await inFolder('simulate', 'bath.yaml', ...options, '--backend', 'interpreter')).out).toBe(wasm.out);
  });

  it('weir simulate reads the spreadsheets and data files beside a Vensim model, and says which it misses', async () => {
    expect(await inFolder('simulate', 'beside.mdl', '--save', 'x,y')).toEqual({
      code: 0,
      out: 'Time,x,y\n0,1,7\n1,3,8\n2,5,8\n',
      err: '',
    });
    // Vensim's own results list what controls the run.
    const all = await inFolder('simulate', 'beside.mdl');
    expect(all.out.split('\n').slice(0, 2)).toEqual([
      'Time,x,y,FINAL TIME,INITIAL TIME,SAVEPER,TIME STEP',
      '0,1,7,2,0,1,1',
    ]);
    const { code, err } = await inFolder('simulate', 'alone.mdl');
    expect(code).toBe(1);
    expect(err).toContain('the file "gone.csv" is not there; put it beside the model');
  });

  it('weir simulate prints JSON, and writes a file where it is told to', async () => {
    const { code, out } = await inFolder(
      'simulate',
      'bath.yaml',
      '--format',
      'json',
      '--save',
      'Water',
      '--out',
      'out.json',
    );
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(JSON.parse(readFileSync(join(folder.path, 'out.json'), 'utf8'))).toEqual({
      model: 'Bath',
      timeUnits: 'minute',
      status: { kind: 'done' },
      seed: 0,
      times: [0, 1, 2],
      variables: { Water: [10, 15, 20] },
    });
  });

  it('weir simulate runs by any method, tolerance, seed and interval of saving', async () => {
    const { code, out } = await inFolder(
      'simulate',
      'bath.yaml',
      '--method',
      'dormand-prince',
      '--tolerance',
      '1e-8',
      '--seed',
      '4',
      '--save-every',
      '2',
      '--save',
      'Water,TIME STEP',
    );
    expect({ code, out }).toEqual({ code: 0, out: 'Time,Water,TIME STEP\n0,10,1\n2,20,1\n' });
  });

  it.each([
    [
      'an unknown name in --set',
      ['--set', 'twise=3'],
      'Cannot set "twise": the model has no such variable; did you mean "twice"?\n',
    ],
    [
      'an unknown name in --save',
      ['--save', 'wat'],
      'Cannot save "wat": the model has no such variable; did you mean "Water"?\n',
    ],
    [
      'a stop before the start',
      ['--stop', '-1'],
      'Cannot run from 0 to -1; give a stop that is not before the start\n',
    ],
  ])('weir simulate ends with 1 at %s and says what to do', async (_, options, message) => {
    expect(await inFolder('simulate', 'bath.yaml', ...options)).toEqual({ code: 1, out: '', err: message });
  });

  it.each([
    ['a misspelt option', ['--stpo', '3'], "error: unknown option '--stpo'\n(Did you mean --stop?)"],
    [
      'a number that is none',
      ['--dt', 'fast'],
      "error: option '--dt <step>' argument 'fast' is invalid. Give a number, such as 0.25.",
    ],
    ['a setting without a value', ['--set', 'twice'], 'Write it as "name=value"'],
    [
      'a choice that there is not',
      ['--method', 'rk5'],
      'Allowed choices are euler, rk2, midpoint, rk4, dormand-prince.',
    ],
  ])('weir simulate ends with 2 at %s', async (_, options, message) => {
    const { code, out, err } = await inFolder('simulate', 'bath.yaml', ...options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('--help');
  });

  it.each([
    [
      'a file that is not there',
      'bth.yaml',
      'Cannot read "bth.yaml": there is no such file or folder; did you mean "bath.yaml"?',
    ],
    ['an extension that is not known', 'model.xls', '".xls" is not a format that Weir reads'],
    ['a file that is not YAML', 'broken.yaml', 'broken.yaml:2:1 bad-yaml Cannot read the file as YAML: '],
    ['a misspelt name in an equation', 'misspelt.yaml', 'Cannot find "twise"'],
    ['a circular definition', 'circular.yaml', 'twice → twice'],
  ])('weir simulate ends with 1 at %s, without a stack trace', async (_, file, message) => {
    const { code, out, err } = await inFolder('simulate', file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('weir check', () => {
  it('weir check passes a sound model', async () => {
    expect(await inFolder('check', 'bath.yaml')).toEqual({ code: 0, out: '', err: '0 errors, 0 warnings\n' });
  });

  it('weir check prints each fault with its place, and ends with 1', async () => {
    const { code, out, err } = await inFolder('check', 'misspelt.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(/^misspelt\.yaml:9:\d+ unknown-name Cannot find "twise", .*did you mean "twice"/);
    expect(err).toBe('1 error, 0 warnings\n');
  });
});

describe('weir convert', () => {
  it.each(['xmile', 'stmx', 'mdl', 'json', 'yaml'])(
    'weir convert writes .%s that gives the same run',
    async (extension) => {
      const file = `copy.${extension}`;
      const converted = await inFolder('convert', 'bath.yaml', file);
      expect({ code: converted.code, out: converted.out }).toEqual({ code: 0, out: '' });
      const original = await inFolder('simulate', 'bath.yaml', '--save', 'Water,filling');
      expect((await inFolder('simulate', file, '--save', 'Water,filling')).out).toBe(original.out);
    },
  );

  it('weir convert refuses a format that it does not write', async () => {
    const { code, err } = await inFolder('convert', 'bath.yaml', 'bath.docx');
    expect(code).toBe(1);
    expect(err).toContain('Weir does not write ".docx"');
  });
});

describe('weir loops', () => {
  const drain = bath
    .replace('inflows: [filling]', 'inflows: [filling], outflows: [draining]')
    .replace('variables:', "  draining: {equation: 'Water / 5', units: litres/minute}\nvariables:");

  it('weir loops prints the loops with their signs', async () => {
    const other = folderOf({ 'drain.yaml': drain });
    const { code, out } = await weir(['loops', 'drain.yaml', '--format', 'json'], { cwd: other.path });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ sign: 'balancing', variables: ['Water', 'draining'] }]);
    expect((await weir(['loops', 'drain.yaml'], { cwd: other.path })).out).toContain('Water → draining → Water');
    other.remove();
  });

  it('weir loops says that there is none', async () => {
    expect((await inFolder('loops', 'bath.yaml')).out).toBe('The model has no feedback loop.\n');
  });
});

describe('weir serve', () => {
  it('weir serve prints its address, serves the workbench there, and ends with 0 when it is interrupted', async () => {
    const server = startWeir(['serve']);
    const address = await server.until(/http:\/\/127\.0\.0\.1:\d+\//);
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Weir');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await server.stop()).toBe(0);
  });

  it('weir serve says that a port is in use', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const { code, err } = await weir(['serve', '--port', String(port)]);
    blocker.close();
    expect(code).toBe(1);
    expect(err).toContain(`Cannot serve on port ${port} of 127.0.0.1: another program uses it`);
  });
});

describe('weir', () => {
  it('weir suggests the command that was meant', async () => {
    const { code, err } = await weir(['simulat']);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean simulate?');
  });

  it('weir prints its help to standard output', async () => {
    const { code, out, err } = await weir(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Exit codes: 0 done');
  });

  it('weir is documented as it is: docs/command-line.md is what its help prints', async () => {
    const path = fileURLToPath(new URL('../../../docs/command-line.md', import.meta.url));
    expect(readFileSync(path, 'utf8')).toBe(await commandLineDocs());
  });
});
