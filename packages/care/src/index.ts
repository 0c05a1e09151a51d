/** Children's social care: the general model, its evidence, indicators, strategies and published history, and how they are compared. */

export type {
  Action,
  Aim,
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
  Stated,
  Strategy,
} from './types.ts';
export { composeModel } from './compose/compose-model.ts';
export { readYaml, type SourceFile } from './compose/yaml-file.ts';
export { generalModel } from './generated/general-model.ts';
export {
  businessAsUsual,
  combineMembers,
  compareScenarios,
  probabilityBetter,
  runScenarioMembers,
  withUsual,
  type ScenarioMembers,
} from './compare/compare-scenarios.ts';
export { aimInWords, readAim } from './compare/aim.ts';
export { drawnConstants, drawnEffects } from './compare/drawn-constants.ts';
export { matchesHistory, publishedPath, type PublishedPath } from './compare/history-match.ts';
export { makeScenarioRunner, type RunnerOptions, type ScenarioRunner } from './compare/scenario-runner.ts';
export { scenarioOutcomes } from './compare/scenario-outcomes.ts';
export { scenarioSettings } from './compare/scenario-settings.ts';
export {
  strategyConditions,
  type Condition,
  type ConditionsOptions,
  type StrategyConditions,
} from './compare/strategy-conditions.ts';
export { strategyPolicies, type StrategyPoliciesOptions } from './compare/strategy-policies.ts';
export { interactionOf, togetherScenarios, type ChangeBand, type Interaction } from './compare/together.ts';
export { localModel, type LocalModel } from './local/local-model.ts';
export type { Overlay, OverlayChange } from './local/overlay.ts';
export { findAuthority, readPanel, type Panel, type PanelAuthority } from './local/panel.ts';
export { behaviourMarkdown, behaviourTests, type BehaviourTest } from './behaviour/report.ts';
