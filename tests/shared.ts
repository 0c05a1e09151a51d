import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where a file of the shared material stands: sample models, published panels, evidence. They are not part of the
 * repository; `WEIR_SHARED` names their folder, which by default is `shared` beside the checkout.
 *
 * A test that needs one is skipped, with `sharedReason`, where it is absent; where `CI` is `true` absence is a failure.
 *
 * @returns the path, or `undefined` where there is no such file or folder
 * @throws Error where `CI` is `true` and there is none
 * @example
 * ```ts
 * const panel = sharedPath('sector', 'data', 'la_panel_2010_2025.csv');
 * describe.skipIf(panel === undefined)(`panel (${sharedReason})`, () => { … });
 * ```
 */
export function sharedPath(...parts: readonly string[]): string | undefined {
  const root = process.env['WEIR_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url));
  const path = join(root, ...parts);
  if (existsSync(path)) return path;
  if (process.env['CI'] === 'true') {
    throw new Error(`Cannot find the shared material "${parts.join('/')}"; set WEIR_SHARED to its folder`);
  }
  return undefined;
}

/** Why a test of the shared material is skipped. */
export const sharedReason = 'needs the shared material: set WEIR_SHARED to its folder';
