import { ProblemError } from '../problem.ts';

/** Whole networks are read as they are published; an answer for another time would be about the wrong one. */
export function refuseAsOf({ asOf }: { readonly asOf?: string | undefined }): void {
  if (asOf === undefined) return;
  throw new ProblemError('only-now', `Whole networks are told of as they are now: leave asOf out, "${asOf}" came.`);
}
