import type { Profile } from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, type ProfileField, type Quantity } from '@undercroft/core/protocol/profile-fields';
import { type Proposal, proposeProfile } from '../propose-profile.ts';
import { ownUnit } from '../values/unit-factor.ts';
import type { HeadingSet } from './heading-set.ts';

/** Columns that a wrong word would move a pipe by. */
const MEASURES: ReadonlySet<Quantity> = new Set(['coordinate', 'level', 'depth', 'size', 'lengthMm', 'lengthM']);

/** How proposals did on sets whose truth is known. */
export interface ProposalScore {
  readonly columns: number;
  readonly right: number;
  /** Coordinates, units or depth references that are wrong although nobody was asked to confirm them. */
  readonly silent: readonly string[];
  readonly wrong: readonly string[];
  readonly targetsWrong: readonly string[];
  /** Measured columns proposed, and those of them that a person is asked to confirm. */
  readonly measures: number;
  readonly confirmed: number;
}

export function scoreProposals(sets: readonly HeadingSet[], profiles: readonly Profile[]): ProposalScore {
  const wrong: string[] = [];
  const silent: string[] = [];
  const targetsWrong: string[] = [];
  let columns = 0;
  let measures = 0;
  let confirmed = 0;
  for (const set of sets) {
    const proposal = proposeProfile([{ table: set.table, rows: set.rows }], { profiles });
    const [table] = proposal.tables;
    if (table?.target !== set.target) targetsWrong.push(`${set.name}: ${table?.target ?? 'none'}`);
    const known: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[set.target];
    for (const { heading, field, unit } of set.truth) {
      columns++;
      const got = table?.target === set.target ? table.fields.find(({ column }) => column === heading) : undefined;
      const quantities = [known[field ?? '']?.quantity, known[got?.field ?? '']?.quantity];
      const isMeasure = quantities.some((quantity) => quantity !== undefined && MEASURES.has(quantity));
      const wanted = unit ?? (quantities[0] === undefined ? null : ownUnit(quantities[0]));
      const unitRight =
        got === undefined || quantities[1] === 'coordinate' || (got.unit ?? wanted) === wanted || got.field !== field;
      const fieldRight = (got?.field ?? null) === field;
      if (!fieldRight || !unitRight) {
        const text = `${set.name}: ${heading} is ${field}${unit ?? ''}, taken for ${got?.field ?? 'nothing'} ${got?.unit ?? ''} (${got?.certainty ?? ''}${got?.mustConfirm ? ', confirm' : ''})`;
        wrong.push(text);
        if (isMeasure && got !== undefined && !got.mustConfirm) silent.push(text);
      }
      if (isMeasure && got !== undefined) measures++;
      if (isMeasure && got?.mustConfirm === true) confirmed++;
    }
    silent.push(...silentReferences(set, proposal));
  }
  return { columns, right: columns - wrong.length, silent, wrong, targetsWrong, measures, confirmed };
}

/** A depth reference that the profile would use, that is another than the true one, and that nobody has to confirm. */
function silentReferences(set: HeadingSet, { profile, tables }: Proposal): readonly string[] {
  const fields = tables[0]?.fields ?? [];
  const referred = fields.filter(({ field }) => /^(from|to)(Depth|Level)$|^depth$/.test(field));
  if (referred.length === 0 || referred.some(({ mustConfirm }) => mustConfirm)) return [];
  const stated = profile.tables[0]?.constants.depthReference;
  const meant = stated === undefined ? null : MEANINGS[stated];
  // Where the truth cannot be told from the table, only a standard's own rules may stay unconfirmed.
  if (set.depthReference === null) {
    return stated === undefined ? [] : [`${set.name}: depths are taken as ${stated}, which nothing says`];
  }
  return meant === set.depthReference
    ? []
    : [`${set.name}: depths are ${set.depthReference}, taken as ${stated ?? 'by rule'}`];
}

const MEANINGS: Readonly<Record<string, string>> = {
  管顶: 'outerTop',
  管内底: 'invert',
  invert: 'invert',
  'top of pipe': 'outerTop',
};
