import { statedLevels } from '@undercroft/core/model/stated-levels';
import type { LinkFeature, NodeFeature } from '@undercroft/core/protocol/answers';
import type { LinkPatch, NodePatch } from '@undercroft/core/protocol/feature-edit';

/** The references a person chooses from. */
export const EDIT_REFERENCES = ['outerTop', 'axis', 'invert', 'outerBottom'] as const;

export type EditReference = (typeof EDIT_REFERENCES)[number];

/** Fields of the form, as they are written; empty is not known. */
export const LINK_FIELDS = ['from', 'to', 'width'] as const;
export const NODE_FIELDS = ['cover', 'sump'] as const;

export type EditField = (typeof LINK_FIELDS)[number] | (typeof NODE_FIELDS)[number];

export type EditTexts = Readonly<Partial<Record<EditField, string>>>;

/** What the form holds before anybody writes into it. */
export function textsOf(feature: LinkFeature | NodeFeature): EditTexts {
  if (feature.family === 'node') return { cover: textOf(feature.coverLevelM), sump: textOf(feature.sumpLevelM) };
  const { fromM, toM } = statedLevels(feature);
  const width = textOf(feature.section?.widthMm ?? null);
  return feature.kind === 'conduit' ? { from: textOf(fromM), to: textOf(toM), width } : { width };
}

/** Where on the pipe its levels are stated; the invert where nobody said. */
export function referenceOf(feature: LinkFeature): EditReference {
  return feature.depthReference === 'unknown' ? 'invert' : feature.depthReference;
}

/** The patch of what was changed, or the field that holds no number. */
export function patchOf(
  feature: LinkFeature | NodeFeature,
  texts: EditTexts,
  reference: EditReference,
): { readonly patch: LinkPatch | NodePatch } | { readonly wrong: EditField } {
  const before = textsOf(feature);
  const values = new Map<EditField, number | null>();
  for (const field of [...LINK_FIELDS, ...NODE_FIELDS]) {
    const text = texts[field]?.trim();
    if (text === undefined) continue;
    const value = text === '' ? null : Number(text);
    if (value !== null && !Number.isFinite(value)) return { wrong: field };
    values.set(field, value);
  }
  const isChanged = (field: EditField): boolean => (texts[field] ?? '').trim() !== (before[field] ?? '');
  const value = (field: EditField): number | null => values.get(field) ?? null;
  if (feature.family === 'node') {
    return {
      patch: {
        ...(isChanged('cover') && { coverLevelM: value('cover') }),
        ...(isChanged('sump') && { sumpLevelM: value('sump') }),
      },
    };
  }
  const stated = statedLevels(feature);
  // A level that nobody touched keeps what the form does not show of it.
  const fromM = isChanged('from') ? value('from') : stated.fromM;
  const toM = isChanged('to') ? value('to') : stated.toM;
  const hasLevels = isChanged('from') || isChanged('to') || referenceOf(feature) !== reference;
  return {
    patch: {
      ...(hasLevels && { levels: { reference, fromM, toM } }),
      ...(isChanged('width') && { section: { widthMm: value('width') } }),
    },
  };
}

/** Millimetres of a level are what a survey knows; what was derived has no more. */
function textOf(value: number | null): string {
  return value === null ? '' : String(Math.round(value * 1000) / 1000);
}
