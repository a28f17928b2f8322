/** Why a question about a network has no answer. */
export const NETWORK_ERRORS = ['unknown-feature', 'not-in-network', 'too-many-groups'] as const;

export type NetworkErrorCode = (typeof NETWORK_ERRORS)[number];

/** A code to branch on and one sentence that names the thing, what was wanted and what came. */
export class NetworkError extends Error {
  readonly code: NetworkErrorCode;

  constructor(code: NetworkErrorCode, message: string) {
    super(message);
    this.name = 'NetworkError';
    this.code = code;
  }
}
