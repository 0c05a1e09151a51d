import { buildFunction } from '../../encode/function-builder.ts';
import { drop } from '../../encode/instructions.ts';
import { encodeModule } from '../../encode/module.ts';
import { f64x2 } from '../../encode/vector-instructions.ts';

/** Whether this host's WebAssembly has vectors, as that of every browser and of Node has had since 2023. */
export const hasVectors = WebAssembly.validate(
  encodeModule({
    functions: [
      buildFunction({ name: 'vectors', parameters: [], results: [] }, ({ add }) => add(drop(f64x2.constant(1)))),
    ],
    exported: [],
  }),
);
