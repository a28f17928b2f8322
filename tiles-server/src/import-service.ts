import type { ImportProgress } from '@undercroft/core/protocol/answers';

/** Why an import was not accepted: a code to branch on and a sentence for a person. */
export interface ImportFailure {
  readonly code: string;
  readonly message: string;
}

/** Imports reach the server as a service handed in: the server never sees how files are read. */
export interface ImportService {
  /** Imports every source of a scene, telling how it goes. Resolves to the failure, or null when all was accepted. */
  importScene(
    scene: string,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportFailure | null>;
}
