import type { ImportService } from '../import-service.ts';
import { ProblemError } from '../problem.ts';

/** The service of a server that takes no imports. */
export const NO_IMPORTS: ImportService = {
  importScene: async () => null,
  upload: refused,
  inspect: refused,
  draft: refused,
  profiles: async () => ({ profiles: [], builtIn: [] }),
  saveProfile: refused,
  reportFile: () => {
    throw new ProblemError('not-found', 'This server makes no reports.');
  },
};

async function refused(): Promise<never> {
  throw new ProblemError('not-found', 'This server takes no imports.');
}
