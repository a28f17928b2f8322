import type { Link } from '../model/link.ts';
import { planLengthM } from '../model/plan-length.ts';
import { type Section, UNKNOWN_SECTION } from '../model/section-shape.ts';
import { type DerivedLevels, heightsOf, levelsOf, ownHeights, statedLevels } from '../model/stated-levels.ts';
import type { LinkPatch } from '../protocol/feature-edit.ts';
import { assertNear } from './assert-near.ts';
import { EditError } from './edit-error.ts';
import { editedAsset } from './edited-asset.ts';

/** How far the end of a drawn path may lie from its node, degrees: about a millimetre. */
const AT_NODE_DEG = 1e-8;

/**
 * A link with a patch applied and everything that follows from it derived anew, as an import derives it: levels from the
 * stated ones and the section, plan length from the path, slope from both.
 *
 * @throws EditError where the patch does not fit the link.
 */
export function editedLink(link: Link, patch: LinkPatch): Link {
  const path = patch.path === undefined ? link.path : pathOf(link, patch.path);
  const section = sectionOf(link, patch.section);
  const next: Link = {
    ...link,
    ...editedAsset(link, patch),
    ...given(patch, ['statedLengthM', 'embedding', 'pressure', 'voltageKv', 'valveState', 'surveyedOn']),
    path,
    planLengthM: patch.path === undefined ? link.planLengthM : planLengthM(path),
    section,
    ...editedLevels(link, section, patch),
  };
  // A slope that nothing of the patch bears upon stays as its source gave it.
  const { levels, section: size, path: course, statedLengthM } = patch;
  return [levels, size, course, statedLengthM].every((part) => part === undefined) ? next : withSlope(next);
}

/** A link whose ends have been moved with their nodes; the vertices between stay. */
export function linkWithEnds(
  link: Link,
  ends: { readonly from: readonly [number, number] | null; readonly to: readonly [number, number] | null },
): Link {
  if (link.path.length < 4) return link;
  const path = Float64Array.from(link.path);
  if (ends.from !== null) path.set(ends.from, 0);
  if (ends.to !== null) path.set(ends.to, path.length - 2);
  // A length that the source states is of the pipe as it was measured, which is not where the node was thought to be.
  return withSlope({ ...link, path, planLengthM: planLengthM(path) });
}

function withSlope(link: Link): Link {
  if (link.kind !== 'conduit') return link;
  const { from, to, statedLengthM } = link;
  const lengthM = statedLengthM ?? link.planLengthM;
  const known = from.invertM !== null && to.invertM !== null && lengthM > 0;
  return { ...link, slope: known ? (from.invertM - to.invertM) / lengthM : null };
}

function editedLevels(link: Link, section: Section | null, patch: LinkPatch): DerivedLevels | object {
  if (patch.levels === undefined && patch.section === undefined) return {};
  if (link.kind !== 'conduit') {
    if (patch.levels === undefined) return {};
    throw new EditError('levels', 'a conduit, which has levels at both ends', `a link of the kind "${link.kind}"`);
  }
  const heights = patch.section === undefined ? heightsOf(link) : ownHeights(section);
  return levelsOf(patch.levels ?? statedLevels(link), heights);
}

function sectionOf(link: Link, patch: LinkPatch['section']): Section | null {
  if (patch === undefined) return link.section;
  if (patch === null) return null;
  const before = measuredSection(link.section ?? UNKNOWN_SECTION, patch);
  const section: Section = { ...before, ...given(patch, Object.keys(patch) as (keyof typeof patch)[]) };
  if (section.shape !== 'circular') return section;
  const { widthMm, heightMm } = patch;
  if (widthMm !== undefined && heightMm !== undefined && widthMm !== heightMm) {
    throw new EditError('section', 'one width and height of a circular section', `${widthMm} and ${heightMm}`);
  }
  // One of the two says both.
  const sizeMm = widthMm !== undefined ? widthMm : heightMm !== undefined ? heightMm : section.widthMm;
  return { ...section, widthMm: sizeMm, heightMm: sizeMm };
}

/**
 * The section that a patch changes, by where its size is measured. A wall is one beside an inner size: beside one that was
 * measured outside it would stand twice in what is drawn and nowhere in what is judged.
 */
function measuredSection(section: Section, { wallMm, widthMm, heightMm }: NonNullable<LinkPatch['section']>): Section {
  if (section.measured !== 'outside' || wallMm == null) return section;
  if (widthMm === undefined && heightMm === undefined) {
    const wanted = 'the inner width or height beside a wall (what is known of this link is its outer size)';
    throw new EditError('section', wanted, `a wall of ${wallMm} mm alone`);
  }
  const { measured: _measured, ...inside } = section;
  return inside;
}

function pathOf(link: Link, vertices: readonly (readonly [number, number])[]): Float64Array {
  const path = Float64Array.from(vertices.flat());
  const [lon, lat] = link.path;
  if (lon !== undefined && lat !== undefined) {
    for (const vertex of vertices) assertNear('path', [lon, lat], vertex);
  }
  const ends = [
    ['first', link.fromNode, 0, 0],
    ['last', link.toNode, path.length - 2, link.path.length - 2],
  ] as const;
  for (const [name, node, at, was] of ends) {
    if (node === null || link.path.length < 4) continue;
    const isMoved = [0, 1].some((i) => Math.abs((path[at + i] ?? 0) - (link.path[was + i] ?? 0)) > AT_NODE_DEG);
    if (!isMoved) continue;
    const wanted = `its ${name} vertex at the node "${node}" (move the node instead)`;
    throw new EditError('path', wanted, path.subarray(at, at + 2).join(', '));
  }
  return path;
}

/** The fields that a patch names, of those listed. */
function given<Patch extends object, Key extends keyof Patch>(
  patch: Patch,
  keys: readonly Key[],
): { [K in Key]?: Exclude<Patch[K], undefined> } {
  return Object.fromEntries(keys.filter((key) => patch[key] !== undefined).map((key) => [key, patch[key]])) as {
    [K in Key]?: Exclude<Patch[K], undefined>;
  };
}
