/** A method that rejects some of its trials gives up after so many, far beyond what chance would need, so that no run hangs. */
export const mostAttempts = 10_000;
