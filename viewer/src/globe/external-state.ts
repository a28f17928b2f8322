/** What comes of imagery and terrain of other services. */
export interface ExternalState {
  /** The service answered that it has no picture for some places that were in view. */
  readonly imageryMissing: boolean;
  /** Whether terrain of another service is the ground that is drawn. */
  readonly terrainDrawn: boolean;
}

export const NOTHING_EXTERNAL: ExternalState = { imageryMissing: false, terrainDrawn: false };
