import type { Indicator } from '@weir/care';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';

/** The indicator that is looked at. */
export function useSelectedIndicator(): Indicator {
  const { indicators } = useGeneralModel();
  const { indicator } = useNavigation().view;
  const found = indicators.find(({ id }) => id === indicator) ?? indicators[0];
  if (found === undefined) throw new TypeError('Cannot show a model that has no indicators');
  return found;
}
