import type { GeneralModel } from '@weir/care';
import { activeStrategies, leversOf } from '../strategies/scenarios.ts';
import type { View } from './view.ts';

/** The view with whatever this model does not have taken out, and what that was, in words. */
export function settleView(
  view: View,
  model: GeneralModel,
): { readonly view: View; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const indicators = model.indicators.map(({ id }) => id);
  const strategies = activeStrategies(model).map(({ id }) => id);
  const keep = (ids: readonly string[]): readonly string[] => {
    for (const id of ids) if (!strategies.includes(id)) problems.push(`This model has no strategy “${id}”`);
    return ids.filter((id) => strategies.includes(id));
  };

  if (view.indicator !== '' && !indicators.includes(view.indicator)) {
    problems.push(`This model has no indicator “${view.indicator}”`);
  }
  const chosen = keep(view.chosen);
  const overlay = keep(view.overlay);
  const settings = settleSettings(view, model, chosen, problems);
  const { theory, ...rest } = view;
  if (theory !== undefined && !strategies.includes(theory)) problems.push(`This model has no strategy “${theory}”`);
  return {
    view: {
      ...rest,
      ...(theory !== undefined && strategies.includes(theory) ? { theory } : {}),
      indicator: indicators.includes(view.indicator) ? view.indicator : (indicators[0] ?? ''),
      chosen,
      overlay,
      settings,
    },
    problems,
  };
}

function settleSettings(
  view: View,
  model: GeneralModel,
  chosen: readonly string[],
  problems: string[],
): Record<string, number> {
  const levers = leversOf(model, chosen);
  const entries: [string, number][] = [];
  for (const [parameter, value] of Object.entries(view.settings)) {
    const action = levers.find((lever) => lever.action.parameter === parameter)?.action;
    if (action === undefined) {
      problems.push(`None of the strategies chosen acts on “${parameter}”`);
    } else if (value < action.least || value > action.most) {
      problems.push(`“${action.label}” is set to ${value}, outside ${action.least} to ${action.most}`);
      entries.push([parameter, Math.min(action.most, Math.max(action.least, value))]);
    } else {
      entries.push([parameter, value]);
    }
  }
  return Object.fromEntries(entries);
}
