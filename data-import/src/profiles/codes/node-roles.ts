import type { NodeRole } from '@undercroft/core/model/network-node';
import type { Utility } from '@undercroft/core/model/utility';
import type { APPURTENANCE_WORDS } from './appurtenance-words.ts';
import type { FEATURE_WORDS } from './feature-words.ts';

type Appurtenance = keyof typeof APPURTENANCE_WORDS;

/**
 * Which appurtenances feed which networks. A pumping station feeds water and lifts sewage, which is no source of it; a
 * regulator station feeds the gas network behind it.
 */
const SOURCES: Readonly<Partial<Record<Utility, readonly Appurtenance[]>>> = {
  water: ['treatmentPlant', 'pumpStation', 'well', 'reservoir'],
  reclaimed: ['treatmentPlant', 'pumpStation', 'reservoir'],
  gas: ['gasRegulator'],
  heat: ['heatStation'],
  power: ['substation', 'transformer'],
};

/** Utilities that customers take from pipe or cable, by a meter or not. */
const SERVED: ReadonlySet<Utility> = new Set<Utility>(['water', 'reclaimed', 'gas', 'heat', 'power', 'telecom']);

/** What can shut a main off. Air valves, washouts, check and reducing valves cannot. */
const VALVES: ReadonlySet<string> = new Set<Appurtenance>(['valve', 'valveChamber']);

/** Utilities whose lines enter buildings: houses drain by their entries too. */
const ENTERING: ReadonlySet<Utility> = new Set<Utility>([...SERVED, 'sewage', 'storm', 'combined']);

const METERS: ReadonlySet<string> = new Set<Appurtenance>(['meter', 'meterChamber']);

/** Words of `METERS` that measure a main and serve nobody. */
const FLOW_METER = /流量|测流|flow/iu;

const BUILDING_ENTRY: keyof typeof FEATURE_WORDS = 'buildingEntry';
const SURVEY_EDGE: keyof typeof FEATURE_WORDS = 'surveyEdge';

/** Words of `gasRegulator` that stand before one building and feed no network. */
const REGULATOR_OF_A_HOUSE = /箱|柜/u;

/**
 * What a point does in its network, by its canonical feature and appurtenance; `text` is the appurtenance as it stands.
 * Null where it does none of these, and where nothing known is said.
 */
export function nodeRoleOf(
  feature: string | null,
  appurtenance: string | null,
  text: string | null,
  utility: Utility,
): NodeRole | null {
  if (appurtenance !== null) {
    if (VALVES.has(appurtenance)) return 'valve';
    if (appurtenance === 'gasRegulator' && REGULATOR_OF_A_HOUSE.test(text ?? '')) return null;
    if (SOURCES[utility]?.some((source) => source === appurtenance)) return 'source';
    if (METERS.has(appurtenance) && SERVED.has(utility) && !FLOW_METER.test(text ?? '')) return 'customer';
  }
  if (feature === BUILDING_ENTRY && ENTERING.has(utility)) return 'customer';
  // The main goes on where the survey ends, and may be fed from there: who shuts it off has to reckon with that.
  return feature === SURVEY_EDGE && SOURCES[utility] !== undefined ? 'source' : null;
}
