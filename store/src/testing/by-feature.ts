interface OfFeature {
  readonly featureId: string;
}

/** Rows of tiles come in no order: one by their features, for comparing. */
export function byFeature<T extends OfFeature>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => (a.featureId < b.featureId ? -1 : 1));
}
