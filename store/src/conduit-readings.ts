import type { Utility } from '@undercroft/core/model/utility';
import type { CountedConduit } from '@undercroft/core/statistics/counted-conduit';
import type { OfLayer } from './column-json.ts';
import { HEADS, liveAt } from './layer-heads.ts';
import { nearLinkOf } from './near-features.ts';
import { mustHaveStood, pagesOf, readMoment } from './read-moment.ts';
import { CONDUIT_COLUMNS, type ConduitRow, conduitFactsOf } from './rows/conduit-row.ts';
import type { LinkRow } from './rows/link-row.ts';
import type { Sql } from './sql.ts';
import type { ConduitReading, CountedReading } from './store.ts';

const OF_UTILITIES = '($5::text[] is null or f.utility = any($5::text[]))';

const UNPLACED = `select count(*) as count from ${HEADS} join link f on ${liveAt('f')} and f.cell is null
  where $3::text[] is null or f.utility = any($3::text[])`;

/** `AnalysisRepository.conduits` says what. */
export async function conduitReading(
  sql: Sql,
  scene: string,
  utilities: readonly Utility[] | undefined,
): Promise<ConduitReading | null> {
  const moment = await readMoment(sql, scene);
  if (moment === null) return null;
  const { names, parameters, revision, dataDate } = moment;
  const asked = utilities ?? null;
  const [unplaced] = await sql.query<{ count: number }>(UNPLACED, [...parameters, asked]);
  return {
    revision,
    dataDate,
    unplacedCount: unplaced?.count ?? 0,
    async *batches() {
      const question = {
        table: 'link',
        columns: CONDUIT_COLUMNS,
        where: `f.cell is not null and ${OF_UTILITIES}`,
        parameters: [asked],
      } as const;
      for await (const page of pagesOf<ConduitRow & OfLayer>(sql, moment, question)) {
        yield page.map((row) => nearLinkOf(names, row));
      }
      await mustHaveStood(sql, scene, moment);
    },
  };
}

type CountedRow = ConduitRow &
  OfLayer &
  Pick<LinkRow, 'stated_length_m' | 'plan_length_m'> & {
    readonly from_ground_m: number | null;
    readonly to_ground_m: number | null;
  };

const COUNTED_COLUMNS: readonly (keyof CountedRow)[] = [
  ...CONDUIT_COLUMNS.filter((column) => column !== 'geom'),
  'stated_length_m',
  'plan_length_m',
  'from_ground_m',
  'to_ground_m',
];

/** The grounds at both ends. Looked up one by one: joined, the planner reads all nodes for every page. */
const GROUNDS = `${groundAt('from_node')} as from_ground_m, ${groundAt('to_node')} as to_ground_m`;

function groundAt(end: 'from_node' | 'to_node'): string {
  return `(select n.cover_level_m from node n where n.source_id = f.${end} and ${liveAt('n')})`;
}

/** `AnalysisRepository.counted` says what. */
export async function countedReading(
  sql: Sql,
  scene: string,
  utilities: readonly Utility[] | undefined,
): Promise<CountedReading | null> {
  const moment = await readMoment(sql, scene);
  if (moment === null) return null;
  const { names, revision, dataDate } = moment;
  return {
    revision,
    dataDate,
    async *batches() {
      const question = {
        table: 'link',
        columns: COUNTED_COLUMNS,
        further: GROUNDS,
        where: OF_UTILITIES,
        parameters: [utilities ?? null],
      } as const;
      for await (const page of pagesOf<CountedRow>(sql, moment, question)) {
        yield page.map(
          (row): CountedConduit => ({
            facts: conduitFactsOf(names.get(row.layer_id) ?? '', row),
            lengthM: row.stated_length_m ?? row.plan_length_m,
            fromGroundM: row.from_ground_m,
            toGroundM: row.to_ground_m,
          }),
        );
      }
      await mustHaveStood(sql, scene, moment);
    },
  };
}
