import { StoreError } from './errors.ts';
import type { Sql } from './sql.ts';

/** Why the lease of a layer cannot be had: who has it. */
export async function layerBusy(sql: Sql, layerId: number): Promise<StoreError> {
  const [row] = await sql.query<{ scene: string; name: string; owner: string | null; started_at: string | null }>(
    `select l.scene, l.name, i.owner, i.started_at from layer l
     left join import i on i.layer_id = l.id and i.state = 'loading'
     where l.id = $1 order by i.id desc limit 1`,
    [layerId],
  );
  const who = row?.owner == null ? 'another import' : `${row.owner} since ${row.started_at}`;
  return new StoreError(
    'layer-busy',
    `Layer ${row?.name} of scene ${row?.scene} must be free; it is being imported by ${who}.`,
  );
}
