/** Why a picture of the scene could not be drawn. */
export type StillErrorCode =
  /** The graphics card let go of it. */
  | 'contextLost'
  /** Parts of the city did not come in time: without them it would look like another place. */
  | 'tilesMissing'
  /** The engine failed. */
  | 'broken';

/** A picture of the scene that could not be drawn. */
export class StillError extends Error {
  readonly code: StillErrorCode;

  constructor(code: StillErrorCode, message: string) {
    super(message);
    this.name = 'StillError';
    this.code = code;
  }
}
