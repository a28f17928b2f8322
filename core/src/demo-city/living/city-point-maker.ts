import type { CityPoint, CityPointKind } from '../../model/city-point.ts';
import type { BilingualName } from '../../model/map-feature.ts';
import { SYNTHETIC } from '../map/feature-makers.ts';
import { planLonLat } from '../place/demo-frame.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { LivingCell, ManagementGrid } from './management-grid.ts';

/** What is said of a point; the rest is worked out or not stated. */
export interface PointFacts {
  readonly kind: CityPointKind;
  readonly sourceId: string;
  readonly name: BilingualName;
  readonly at: PlanPoint;
  /** Level of the ground it stands on, metres. */
  readonly groundLevelM: number;
  /** Above that ground, metres; covers and what lies below have none. */
  readonly heightM?: number;
  readonly code?: string;
  readonly category: string;
  /** Clockwise from north, degrees. */
  readonly headingDeg?: number;
  readonly fieldOfViewDeg?: number;
  readonly rangeM?: number;
  readonly owner: string;
  readonly status?: CityPoint['status'];
  /** Columns of its own. */
  readonly raw?: Readonly<Record<string, string>>;
}

/** A point with its cell and address; `null` outside the management grid. */
export function cityPoint(grid: ManagementGrid, facts: PointFacts): CityPoint | null {
  const position = planLonLat(facts.at);
  const cell = grid.cellAt(position);
  if (cell === null) return null;
  const { kind, sourceId, name, groundLevelM, heightM = null, category, owner } = facts;
  return {
    kind,
    sourceId,
    name,
    position,
    levelM: Math.round((groundLevelM + (heightM ?? 0)) * 1000) / 1000,
    heightM,
    code: facts.code ?? null,
    category,
    headingDeg: facts.headingDeg ?? null,
    fieldOfViewDeg: facts.fieldOfViewDeg ?? null,
    rangeM: facts.rangeM ?? null,
    gridCell: cell.code,
    address: addressOf(cell),
    owner,
    status: facts.status ?? 'inUse',
    raw: { ...facts.raw, 编号: sourceId, 备注: SYNTHETIC },
  };
}

/** District, subdistrict and the street beside the cell, or its community. */
export function addressOf({ district, subdistrict, street, communityName }: LivingCell): string {
  return `${DISTRICT_ZH[district]}${subdistrict.zh}${street?.zh ?? communityName.zh}`;
}

const DISTRICT_ZH = { '130302': '海港区', '130303': '山海关区', '130304': '北戴河区' } as const;
