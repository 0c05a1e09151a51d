import type { GeneralModel } from '@weir/care';
import { createContext, use } from 'react';

const ModelContext = createContext<GeneralModel | undefined>(undefined);

export const ModelProvider = ModelContext.Provider;

/** The model that the app shows: the general one, or one authority's after a panel was opened. */
export function useGeneralModel(): GeneralModel {
  const model = use(ModelContext);
  if (model === undefined) throw new TypeError('Cannot read the model outside a ModelProvider');
  return model;
}
