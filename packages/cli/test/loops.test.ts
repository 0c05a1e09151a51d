import { afterAll, describe, expect, it } from 'vitest';
import { folderOf, weir } from './weir.ts';

const folder = folderOf({
  'bass.yaml': `
model: {name: Bass, time: {start: 0, stop: 15, step: 0.0625, units: year}}
stocks:
  Potential: {initial: 999999, outflows: [adopting], units: people}
  Adopters: {initial: 1, inflows: [adopting], units: people}
flows:
  adopting: {equation: Adopters * rate * Potential / 1000000, units: people/year}
variables:
  rate: {equation: 1.5, units: 1/people/year}
`,
  'agency.yaml': `
model: {name: Agency, time: {start: 0, stop: 20, step: 0.25, units: year}}
stocks:
  Vacancies: {initial: 50, inflows: [leaving], outflows: [hiring, covering]}
  Agency: {initial: 5, inflows: [covering], outflows: [ending]}
  Cost: {initial: 10, inflows: [rise]}
flows:
  covering: {equation: wanted}
  ending: {equation: Agency / 2}
  rise: {equation: (Agency - Cost) / 5}
  hiring: {equation: support / 20}
  leaving: {equation: 6}
variables:
  wanted: {equation: Vacancies * 2}
  support: {equation: 100 - Cost}
`,
});
afterAll(() => folder.remove());
const inFolder = (...parameters: readonly string[]): ReturnType<typeof weir> => weir(parameters, { cwd: folder.path });

describe('weir loops', () => {
  it('weir loops --dominance says which loop drives the run when, and what the problem is changed by', async () => {
    const { code, out, err } = await inFolder('loops', 'bass.yaml', '--dominance', '--problem', 'Adopters');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('From 0 to 9.625 R1 (Adopters → adopting), reinforcing, makes 95 % of the change.');
    expect(out).toContain('B1 (Potential → adopting), balancing, makes');
    expect(out).toMatch(/What changes Adopters, mean from 0 to 15:\n +64 % {2}Adopters\n +36 % {2}Potential\n/);
  });

  it('weir loops --dominance gives the shares of a time as JSON and CSV', async () => {
    const { out } = await inFolder('loops', 'bass.yaml', '--dominance', '--from', '5', '--to', '8', '--format', 'json');
    const found: unknown = JSON.parse(out);
    expect(found).toMatchObject({
      window: { from: 5, to: 8 },
      partitions: [{ complete: true, level: 'elements', loops: [{ id: 'R1', polarity: 'reinforcing' }, { id: 'B1' }] }],
    });
    const csv = (await inFolder('loops', 'bass.yaml', '--dominance', '--format', 'csv')).out.split('\n');
    expect(csv[0]).toBe('partition,loop,name,polarity,variables,Time,share');
    expect(csv).toHaveLength(2 + 2 * 240);
  });

  it('weir loops --all lists loops up to a number, and says on standard error that there are more', async () => {
    const { code, out, err } = await inFolder('loops', 'agency.yaml', '--all', '--most', '3', '--format', 'csv');
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(4);
    expect(err).toBe('There are more loops: these are the first 3, shortest first, up to 3 links.\n');
  });

  it('weir loops --archetypes asks about what it found, nearest to the problem first', async () => {
    const { code, out } = await inFolder('loops', 'agency.yaml', '--archetypes', '--problem', 'vacancies');
    expect(code).toBe(0);
    expect(out).toContain('1. Is this a case of fixes that fail: does "wanted" relieve "Vacancies" now');
    expect(out).toContain('Would confirm it:');
    const json: unknown = JSON.parse((await inFolder('loops', 'agency.yaml', '--archetypes', '--format', 'json')).out);
    expect(json).toMatchObject({ matches: [{ archetype: 'fixes that fail' }] });
  });

  it('weir loops refuses a problem that the model does not have, and two questions at once', async () => {
    const unknown = await inFolder('loops', 'agency.yaml', '--archetypes', '--problem', 'vacancy');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('Cannot find "vacancy": the model has no such variable');
    expect((await inFolder('loops', 'bass.yaml', '--all', '--dominance')).code).toBe(2);
  });
});
