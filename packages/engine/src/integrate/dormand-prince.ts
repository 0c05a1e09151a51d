/*
 * The pair of orders 5 and 4 of Dormand and Prince (1980), as in Hairer, Nørsett and Wanner, "Solving ordinary differential equations
 * I", II.5. The last stage of a step stands at its end and serves as the first of the next.
 */

/** Where each stage after the first stands, as a share of the step. */
export const stageTimes = [1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;

/** What the state of each stage after the first is made of: shares of the slopes before it. The last is the result of fifth order. */
export const stageWeights: readonly (readonly number[])[] = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];

/** What the difference between fifth and fourth order is made of. */
export const errorWeights = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;
