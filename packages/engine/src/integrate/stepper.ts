/** The pieces of a program that both back ends offer to methods which choose their own steps. */
export interface Stepper {
  /** All slots of the run; parameters are put here before `begin`. */
  readonly slots: Float64Array;
  /** Carries out what is done once: constants, and initial values with the time at the start. */
  readonly begin: () => void;
  /** Carries out a step's assignments at a time, `step` being the number of the DT that it lies in. */
  readonly evaluate: (time: number, step: number) => void;
}
