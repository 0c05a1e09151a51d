import { flatSimulation } from '../flat-simulation.mjs';
import { absence, importPeer } from './peer.mjs';

/** More slots times steps than this, and only the first steps are run: the engine would take minutes, and its cost grows evenly. */
const mostWork = 400_000;

/** Insight Maker's engine, an interpreter in JavaScript. */
export const simulation = {
  name: 'simulation',
  title: '`simulation`',
  tolerance: 1e-9,
  rounds: 1,
  reason: () => absence('simulation'),
  async open({ program, request }) {
    const { Model } = await importPeer('simulation', 'src/api/Model.js');
    const rowsRun = Math.max(1, Math.floor(Math.min(request.steps, mostWork / program.slotCount) / request.saveEvery));
    const steps = rowsRun * request.saveEvery;
    const start = performance.now();
    const { model, primitives } = flatSimulation(program, { ...request, steps }, Model);
    const compile = performance.now() - start;
    const results = model.simulate();
    const series = request.save.map((slot) => results.series(primitives.get(slot)));
    const rows = [];
    for (let step = 0; step <= steps; step += request.saveEvery) rows.push(...series.map((each) => each[step]));
    return {
      rows,
      first: { compile },
      share: steps / request.steps,
      warm: () => undefined,
      time: async (times) => {
        const start = performance.now();
        for (let time = 0; time < times; time++) model.simulate();
        return ((performance.now() - start) / times) * (request.steps / steps);
      },
      end: () => undefined,
    };
  },
};
