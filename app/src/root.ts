import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository: where `scenes/` and the built viewer stand. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
