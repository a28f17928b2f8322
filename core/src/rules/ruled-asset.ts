import type { Link } from '../model/link.ts';

/** What a rule set asks of a conduit to find its rows. A `Link` and a `ConduitFacts` are one. */
export type RuledAsset = Pick<Link, 'utility' | 'section' | 'material' | 'embedding' | 'pressure' | 'voltageKv'>;
