import type { Diagnostic } from '@weir/engine';
import type { GeneralModel } from '../types.ts';
import { extensiveNames } from './extensive.ts';
import { localHistory } from './local-history.ts';
import { applyOverlay } from './overlay.ts';
import type { Overlay, OverlayChange } from './overlay.ts';
import { findAuthority } from './panel.ts';
import type { Panel } from './panel.ts';
import { localRatios } from './local-ratios.ts';
import type { LocalRatios } from './local-ratios.ts';

/** A local model, and how it came about. */
export interface LocalModel {
  readonly general?: GeneralModel;
  readonly overlay?: Overlay;
  readonly diagnostics: readonly Diagnostic[];
  /** What was replaced, what stayed England's and why: for the reader, in whole sentences. */
  readonly notes: readonly string[];
}

/**
 * A first model of one authority, by scaling England's: everything that counts children, staff or money by the
 * authority's share of the children, and stocks and rates by how its published figures compare with all authorities
 * together. It is not a calibration: nothing is fitted to the run.
 *
 * @param authority Name or code as the panel has it.
 */
export function localModel(general: GeneralModel, panel: Panel, authority: string): LocalModel {
  const found = findAuthority(panel, authority);
  if (found.authority === undefined) return { diagnostics: found.diagnostics, notes: [] };
  const { name } = found.authority;
  const ratios = localRatios(panel, found.authority);
  if (ratios.share === undefined) {
    const message = `Cannot scale the model to "${name}": "${panel.file}" has no number of children for it`;
    const advice = 'fill the column "pop_0_17_midyear_prev" for at least one year';
    return { diagnostics: [{ code: 'panel-no-population', severity: 'error', message, advice }], notes: [] };
  }
  const overlay: Overlay = {
    base: general.version,
    authority: name,
    source: panel.file,
    changes: changesOf(general, { ...ratios, share: ratios.share }),
  };
  const applied = applyOverlay(general, overlay);
  const notes = [
    `This is a first local model of ${name} by scaling, not a calibration: England's model with the authority's size, stocks and rates.`,
    ...ratios.notes,
    'Durations, effects, the drivers over time, prices and the placement mix stay England’s: the panel gives placements only from 2020 on.',
    ...applied.unused.map(({ variable }) => `The model has no "${variable}", so that it could not be made local.`),
  ];
  return {
    general: { ...applied.general, history: localHistory(panel, found.authority) },
    overlay,
    diagnostics: [],
    notes,
  };
}

function changesOf(general: GeneralModel, ratios: LocalRatios & { readonly share: number }): OverlayChange[] {
  const { share, stock, rate } = ratios;
  const extensive = extensiveNames(general.model).map((variable): OverlayChange => {
    const special = stock[variable.toLowerCase()];
    if (special === undefined)
      return { variable, factor: share, givenOnly: true, reason: 'share of England’s children' };
    return {
      variable,
      factor: share * special.factor,
      givenOnly: true,
      reason: `share of England’s children, and ${special.reason}`,
    };
  });
  return [...extensive, ...rate].filter(({ factor }) => factor !== 1);
}
