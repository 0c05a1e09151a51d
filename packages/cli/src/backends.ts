import { interpreter, wasmBackend } from '@weir/engine';
import type { Backend } from '@weir/engine';

/** What computes: WebAssembly for speed, the interpreter for the meaning. */
export type BackendName = 'wasm' | 'interpreter';

/** The engine's back ends by the name that `--backend` takes. */
export const backends: Readonly<Record<BackendName, Backend>> = { wasm: wasmBackend, interpreter };
