/** How far a long piece of work has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being done, where the work has several parts: "burn-in". */
  readonly phase?: string;
}

/** What whoever starts long work may ask of it. */
export interface WorkOptions {
  /** Stops the work: it then throws the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
