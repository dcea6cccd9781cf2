/** A line that cannot be read. The message names the line and says what to do. */
export class DetectInputError extends Error {
  override readonly name = 'DetectInputError';
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
    this.line = line;
  }
}
