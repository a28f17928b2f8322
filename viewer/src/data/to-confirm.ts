import type { Inspection } from '@undercroft/core/protocol/data-page';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { Profile, TableProfile } from '@undercroft/core/protocol/profile';
import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { fieldsOf, isRequired, quantityOf, tableProfileOf } from './edit-profile.ts';

type Table = Inspection['tables'][number];
export type ProposedField = Table['fields'][number];

/** Something that only a person can know, in the order in which it matters. */
export type Confirmation =
  /** Nothing is taken of the whole source: what its tables hold comes first. */
  | { readonly kind: 'untaken'; readonly table: string }
  | { readonly kind: 'georeference'; readonly open: boolean }
  /** Whether a GeoTIFF is levels or a picture. */
  | { readonly kind: 'raster' }
  | { readonly kind: 'target'; readonly table: string; readonly target: ProfileTarget }
  | { readonly kind: 'missing'; readonly table: string; readonly target: ProfileTarget; readonly field: string }
  | { readonly kind: 'reference'; readonly table: string }
  | { readonly kind: 'field'; readonly table: string; readonly target: ProfileTarget; readonly field: ProposedField }
  | { readonly kind: 'encoding'; readonly table: string };

/** A system that is proposed with less certainty than this is a guess among several: it is chosen, not confirmed. */
const A_GUESS = 0.5;
/** Only what a file or its headings state is this certain. */
const STATED = 0.9;
const SURE_TARGET = 0.7;
const SURE_ENCODING = 0.8;

/** Depths and levels of lines, which mean nothing without what they refer to. */
const REFERRED = new Set(['fromDepth', 'toDepth', 'fromLevel', 'toLevel']);

/**
 * What must be confirmed before a source is loaded. `proposal` is the inspection before anybody chose, `profile` and
 * `georeference` what stands now; what a person changed is settled by that.
 */
export function toConfirm(
  proposal: Inspection,
  now: Inspection,
  profile: Profile | null,
  georeference: { readonly chosen: Georeference | null },
): readonly Confirmation[] {
  const items = profile === null ? rasterItems(now) : tableItems(proposal, now, profile);
  const isStated = georeference.chosen !== null || now.georeference.certainty >= STATED;
  // Where it lies cannot be told before it is known which columns say so.
  if (isStated || items.some(isBlocking)) return items;
  const open = now.georeference.proposed === null || now.georeference.certainty < A_GUESS;
  return [{ kind: 'georeference', open }, ...items];
}

function rasterItems({ raster }: Inspection): readonly Confirmation[] {
  return raster === undefined || raster.certainty >= STATED ? [] : [{ kind: 'raster' }];
}

function tableItems(proposal: Inspection, now: Inspection, profile: Profile): readonly Confirmation[] {
  if (profile.tables.length === 0) return now.tables.map(({ name }) => ({ kind: 'untaken', table: name }));
  return now.tables.flatMap((table) => {
    const proposed = proposal.tables.find(({ name }) => name === table.name) ?? table;
    return ofTable(proposed, table, profile);
  });
}

function ofTable(proposed: Table, now: Table, profile: Profile): readonly Confirmation[] {
  const bound = tableProfileOf(profile, now.name);
  if (bound === null) return [];
  const { name: table } = now;
  const { target } = bound;
  const items: Confirmation[] = [];
  const [best] = now.encodings;
  if (now.encodings.length > 1 && (best?.score ?? 1) < SURE_ENCODING) items.push({ kind: 'encoding', table });
  if (target === proposed.target && proposed.targetCertainty < SURE_TARGET)
    items.push({ kind: 'target', table, target });
  for (const field of missingOf(now, bound)) items.push({ kind: 'missing', table, target, field });
  const fields = proposed.fields.filter(
    ({ field, column, unit, mustConfirm }) =>
      mustConfirm &&
      target === proposed.target &&
      bound.columns[field]?.headings[0] === column &&
      (bound.columns[field]?.unit ?? unit) === unit,
  );
  const isReferenceOpen =
    target === 'surveyLine' &&
    bound.constants.depthReference === undefined &&
    bound.columns.depthReference === undefined &&
    fields.some(({ field }) => REFERRED.has(field));
  if (isReferenceOpen) items.push({ kind: 'reference', table });
  const rank = (field: ProposedField) => (quantityOf(target, field.field) === 'coordinate' ? 0 : 1);
  for (const field of fields.toSorted((a, b) => rank(a) - rank(b))) items.push({ kind: 'field', table, target, field });
  return items;
}

/** Fields a table cannot do without; the server does not tell them of a table none of whose columns is taken. */
function missingOf({ missing, geometry }: Table, { target, columns }: TableProfile): readonly string[] {
  if (missing.length > 0 || Object.keys(columns).length > 0) return missing;
  const required = fieldsOf(target).filter((field) => isRequired(target, field));
  return geometry === null ? [...required, ...PLACED_BY[target]] : required;
}

/** Columns that say where a row lies, where the table has no geometry. */
const PLACED_BY: Readonly<Record<ProfileTarget, readonly string[]>> = {
  surveyPoint: ['x', 'y'],
  surveyLine: ['fromId', 'toId'],
  cityPoint: ['x', 'y'],
  cityCase: ['x', 'y'],
  gridCell: [],
  building: [],
  road: [],
  landUse: [],
  water: [],
  place: [],
};

/** True for what keeps a source from being loaded until somebody chooses. */
export function isBlocking(item: Confirmation): boolean {
  switch (item.kind) {
    case 'georeference':
      return item.open;
    case 'missing':
    case 'untaken':
      return true;
    case 'raster':
    case 'target':
    case 'reference':
    case 'field':
    case 'encoding':
      return false;
  }
}
