import type { SoundTileset } from '@undercroft/core/verify/testing/sound-tileset';
import type { VerifyRule } from '@undercroft/core/verify/verify-rules';

/** One way to break a sound tileset, and the one rule that must tell of it. */
export interface Breakage {
  readonly rule: VerifyRule;
  readonly what: string;
  readonly breakIt: (tileset: SoundTileset) => unknown;
}
