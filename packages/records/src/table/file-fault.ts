/** What is wrong with a file, such that nothing of it can be counted. */
export interface FileFault {
  readonly file: string;
  /** What was attempted, what was found and what to do, in plain words. Never a child's data. */
  readonly message: string;
}

/** Thrown inside readers and given back as data by what calls them. */
export class FileFaultError extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(`${fault.file}: ${fault.message}`);
    this.name = 'FileFaultError';
    this.fault = fault;
  }
}
