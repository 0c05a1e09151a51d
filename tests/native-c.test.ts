import { describe, expect, test } from 'vitest';
import { compileModel, interpreter } from '@weir/engine';
import { generalModel } from '@weir/care';
import { buildNative, gccVersion } from '../scripts/bench/native.mjs';

const hasGcc = gccVersion() !== undefined;

describe.skipIf(!hasGcc)(`buildNative${hasGcc ? '' : ': there is no gcc on the path'}`, () => {
  test('buildNative gives for the general model of England what the interpreter gives, to 1e-9', async () => {
    const { program } = compileModel(generalModel.model);
    if (program === undefined) throw new Error('the general model does not compile');
    const { start, stop, step, method } = program.time;
    const parameters = Float64Array.from(program.parameters, ({ value }) => value);
    const save = program.layout.flatMap(({ base, size }) => Array.from({ length: size }, (_, index) => base + index));
    const request = { start, step, steps: Math.round((stop - start) / step), saveEvery: 64, method, parameters, save };
    const flags = ['-O1', '-ffp-contract=off'];
    const native = await buildNative(program, { request, form: { loops: true, locals: true }, flags });
    const found = await native.ask('rows');
    native.end();
    const { rows } = interpreter.prepare(program).run(request);
    expect(found).toHaveLength(rows.length);
    const apart = (value: number, other: number): number =>
      Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other), 1e-6);
    expect(Math.max(...found.map((value, index) => apart(value, rows[index] ?? Number.NaN)))).toBeLessThan(1e-9);
  });
});
