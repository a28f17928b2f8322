import type { Issue } from '@undercroft/core/model/issue';
import type { Link } from '@undercroft/core/model/link';
import { type CheckedNode, type ConduitFinding, conduitFindings } from '@undercroft/core/network/conduit-findings';
import { issue } from '../../issues.ts';
import type { SwmmLink } from './swmm-model.ts';
import type { PlacedNode } from './swmm-nodes.ts';

/** The field of a row of [CONDUITS] (or the section) in which a finding shows. */
const FIELDS = {
  slope: 'InOffset',
  statedLength: 'Length',
  planLength: 'COORDINATES',
  from: 'InOffset',
  to: 'OutOffset',
} as const satisfies Record<ConduitFinding['at'], string>;

/** What a person who knows sewers would ask about a conduit. All of it is a warning: the numbers are kept as stated. */
export function conduitIssues(link: Link, source: SwmmLink, from: PlacedNode, to: PlacedNode): readonly Issue[] {
  return conduitFindings(link, checked(from), checked(to)).map(({ code, at, what }) =>
    issue(code, source.row.row, FIELDS[at], `Conduit "${link.sourceId}" ${what}.`),
  );
}

function checked({ source, invertM, coverLevelM }: PlacedNode): CheckedNode {
  return { sourceId: source.sourceId, sumpLevelM: invertM, coverLevelM };
}
