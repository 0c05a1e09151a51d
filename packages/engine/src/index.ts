/** The modelling language: documents, equations, checks, compilation and runs. */

export type {
  Auxiliary,
  Definition,
  Dimension,
  Flow,
  GraphicalFunction,
  Group,
  IntegrationMethod,
  Lookup,
  Model,
  NamedLoop,
  Place,
  Stock,
  TableDefinition,
  TableMode,
  TimeSettings,
  Variable,
  VariableId,
  VariableName,
} from './model/model.ts';
export type {
  Point,
  View,
  ViewAlias,
  ViewCloud,
  ViewConnector,
  ViewFlow,
  ViewFrame,
  ViewLabel,
  ViewModule,
  ViewObject,
  ViewPipe,
  ViewShape,
  ViewText,
  ViewVariable,
} from './model/view.ts';
export { integrationMethods } from './model/model.ts';
export { formatDiagnostic, hasErrors, type Diagnostic } from './model/diagnostic.ts';
export { diagnosticCatalogue, explainDiagnostic, type DiagnosticArea } from './model/diagnostic-catalogue.ts';
export type { DiagnosticEntry, DiagnosticExample } from './model/diagnostics/entry.ts';
export { toId } from './model/names.ts';
export type { DataPath, DocumentFile } from './model/data-reader.ts';
export type { Reading } from './model/reading.ts';
export { readDocument } from './model/read-document.ts';
export { writeDocument } from './model/write-document.ts';

export type {
  Binary,
  BinaryOperator,
  Call,
  Conditional,
  Expression,
  NumberNode,
  Reference,
  Span,
  Subscript,
  Unary,
  UnaryOperator,
} from './equation/expression.ts';
export { parseEquation, type ParseOptions } from './equation/parse.ts';
export { printExpression, printName } from './equation/print.ts';

export { nearNames } from './model/near-names.ts';
export type {
  CheckedDimension,
  CheckedModel,
  CheckedVariable,
  DefinitionCase,
  DefinitionSet,
} from './check/checked-model.ts';
export type { InferredUnits } from './check/check-units.ts';
export { findFunction, functionCatalogue, functionFamilies, type FunctionFamily } from './check/function-catalogue.ts';
export type { ArgumentEntry, FunctionEntry } from './check/functions/entry.ts';
export { refusedFunctions } from './check/functions/refused.ts';

export { checkReading, type CheckedReading } from './compile/check-reading.ts';
export { compileModel, type Compilation, type CompileOptions } from './compile/compile-model.ts';
export type {
  Assignment,
  BinaryCode,
  Code,
  Held,
  Integrator,
  Parameter,
  Program,
  UnaryCode,
  VariableLayout,
} from './compile/program.ts';

export { interpreter } from './interpret/interpreter.ts';
export { wasmBackend } from './wasm/backend.ts';

export {
  defaultTolerance,
  type Backend,
  type BatchOutput,
  type BatchRequest,
  type CompiledCode,
  type PreparedProgram,
  type RunOutput,
  type RunRequest,
  type RunStatus,
  type Tolerance,
} from './run/backend.ts';
export type { Column, Results } from './run/results.ts';
export { InputError } from './run/input-error.ts';
export { overrideVariables } from './run/override-variables.ts';
export {
  columnNames,
  createProblem,
  resolveProblem,
  type Problem,
  type ProblemOptions,
  type ResolvedColumn,
  type ResolvedProblem,
} from './run/problem.ts';
export { columnOf, run, runPrepared } from './run/run.ts';
export { runManyHere, runsPerPortion, type ManyRuns, type Portion, type RunMany } from './run/run-many.ts';
export { runManyWith } from './run/run-many-with.ts';
export { serveRuns } from './run/serve-runs.ts';
export type { PoolPort, Port, WorkerPort, WorkerReply, WorkerRequest } from './run/worker-port.ts';
export type { Progress, WorkOptions } from './run/work.ts';
export { logDensityOf, quantileOf, type Distribution } from './random/distribution.ts';
