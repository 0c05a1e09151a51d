/** Exit codes of the program, as documented: others script against them. */
export const exitCodes = { done: 0, input: 1, usage: 2, fault: 70, stopped: 130 } as const;

/**
 * What a person supplied cannot be used: a file, a name, a port. Ends the program with code 1, or 2 where the command
 * itself was typed wrongly, and with the message alone.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;

  /**
   * @param message what was attempted, what was found, what to do; starts "Cannot …"
   * @param exitCode 1 (the input, by default) or 2 (the usage)
   */
  constructor(message: string, exitCode: number = exitCodes.input, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
