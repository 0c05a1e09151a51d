/** Children's social care: the general model, its evidence, indicators, strategies and published history, and how they are compared. */

export type {
  Action,
  Bands,
  Comparison,
  Evidence,
  EvidenceGrade,
  EvidenceStatus,
  GeneralModel,
  History,
  Indicator,
  Scenario,
  ScenarioResult,
  Strategy,
} from './types.ts';
export { composeModel } from './compose/compose-model.ts';
export type { SourceFile } from './compose/yaml-file.ts';
export { generalModel } from './generated/general-model.ts';
