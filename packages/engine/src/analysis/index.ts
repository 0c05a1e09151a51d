export { findAllLoops, type AllLoops } from './all-loops.ts';
export { causalLinks, runMoments, type CausalLink, type LinkSign } from './causal-links.ts';
export type {
  EnsembleSummary,
  FailedMember,
  QuantileCourse,
  SeriesSummary,
  ThresholdCourse,
} from './ensemble/ensemble-summary.ts';
export { runEnsemble, type EnsembleOptions, type Threshold } from './ensemble/run-ensemble.ts';
export { sampleInputs, type InputSample } from './ensemble/sample-inputs.ts';
export type { InputCorrelation, SampleOptions, SamplingMethod, UncertainInput } from './ensemble/uncertain-input.ts';
export type { CycleBudget } from './graph/all-cycles.ts';
export { influenceGraph, type InfluenceGraph } from './influence-graph.ts';
export {
  experimentOf,
  measuredRuns,
  nameOfMeasure,
  type Experiment,
  type Measure,
  type MeasuredRuns,
} from './experiment.ts';
export { findLoops, signOfLoop, type Loop, type LoopSearch, type LoopSign } from './loops.ts';
export { sampleDraws, type Draw, type Sample } from './sample-draws.ts';
export { quantile, quantileBands, shareBelow, type QuantileBands } from './quantiles.ts';
export {
  morrisScreening,
  type EffectShape,
  type ElementaryEffects,
  type MorrisOptions,
  type MorrisScreening,
} from './sensitivity/morris.ts';
export type { InputRange } from './sensitivity/input-range.ts';
export {
  sobolIndices,
  type SobolIndex,
  type SobolIndices,
  type SobolOptions,
  type SobolOutput,
  type SobolPair,
} from './sensitivity/sobol-indices.ts';
export type { Estimate } from './resample.ts';
export { tornado, type BarShape, type Tornado, type TornadoBar, type TornadoOptions } from './sensitivity/tornado.ts';
export {
  rankingChanges,
  type RankedStrategy,
  type RankingAssumption,
  type RankingChanges,
  type RankingOptions,
  type TurningPoint,
} from './sensitivity/ranking-changes.ts';
export {
  discoverBox,
  scoreBox,
  type BoxRestriction,
  type BoxScore,
  type DiscoveryOptions,
  type ScenarioDiscovery,
  type TrajectoryPoint,
} from './discovery/discover-box.ts';
export { shareBand } from './search/share-band.ts';
export type { Lever } from './search/lever.ts';
export type { OutcomeNames, PolicyExperiment } from './search/policy-experiment.ts';
export type { PolicyScore, Target } from './search/policy-score.ts';
export {
  searchPolicies,
  type FoundPolicy,
  type PolicySearch,
  type PolicySearchOptions,
} from './search/search-policies.ts';
export {
  loopsThatMatter,
  type CyclePartition,
  type LoopsThatMatter,
  type LoopsThatMatterOptions,
} from './loops-that-matter/loops-that-matter.ts';
export type { FlowScores } from './loops-that-matter/link-scores.ts';
export type { ScoredLoop } from './loops-that-matter/score-partition.ts';
export { describeDominance, nameOfLoop } from './loops-that-matter/describe-dominance.ts';
export { dominancePhases, type DominancePhase } from './loops-that-matter/dominance.ts';
export { sharesByStock, type StockShare } from './loops-that-matter/shares-by-stock.ts';
export { impactsOn, fromOutside, type Impacts } from './loops-that-matter/impacts.ts';
export {
  calibrationOf,
  createCalibration,
  type Calibration,
  type CalibrationOptions,
} from './calibration/calibration.ts';
export type { ErrorKind, Observation, Observed } from './calibration/likelihood/observation.ts';
export type { CalibrationParameter, ParameterSpace } from './calibration/parameter-space.ts';
export { calibrate, searchMethods, type Fit, type FitOptions, type SearchMethod } from './calibration/fit.ts';
export { findMode, type Mode, type ModeOptions } from './calibration/mode.ts';
export type { SeriesFit } from './calibration/series-fit.ts';
export {
  chainsOf,
  defaultSampling,
  posteriorOf,
  samplePosterior,
  summarisePosterior,
  type ParameterSummary,
  type Posterior,
  type SampleSettings,
} from './calibration/posterior.ts';
export type { SamplerSettings, SamplerState } from './calibration/sample/sampler-state.ts';
export { convergenceOf, type Convergence } from './calibration/diagnose/convergence.ts';
export { samplingWarnings } from './calibration/diagnose/settled.ts';
export type { ArchetypeId } from './archetypes/archetype.ts';
export type { CausalMap, MapLink, MapNode, MapTag } from './archetypes/causal-map.ts';
export {
  findArchetypes,
  type ArchetypeMatch,
  type ArchetypeOptions,
  type ArchetypeSearch,
} from './archetypes/find-archetypes.ts';
export { mapOfModel } from './archetypes/map-of-model.ts';
export { condenseMap } from './archetypes/condense-map.ts';
export { identifiability, type AlikePair, type Identifiability } from './calibration/identifiability.ts';
export { readPosterior, writePosterior, type PosteriorOrigin } from './calibration/posterior-file.ts';
export { hashOfCalibration, hashOfProgram } from './calibration/hashes.ts';
export {
  predict,
  predictiveRemarks,
  type PredictiveCheck,
  type PredictOptions,
  type SeriesPrediction,
} from './calibration/predict.ts';
export { profileLikelihood, type Profile } from './calibration/profile.ts';
export { rankUniformity, type RankUniformity } from './calibration/diagnose/rank-uniformity.ts';
export { simulationBasedCalibration, type ParameterCalibration } from './calibration/simulation-based-calibration.ts';
export { posteriorDraws, priorFromPosterior, type DrawnConstants } from './calibration/use-posterior.ts';
