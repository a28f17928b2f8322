/** Sections of an EPANET 2.2 input file that the reader keeps, with the names of their columns (EPANET user manual, appendix C). */
export const EPANET_COLUMNS = {
  OPTIONS: ['Option', 'Value'],
  DEMANDS: ['Junction', 'Demand', 'Pattern', 'Category'],
  JUNCTIONS: ['ID', 'Elevation', 'Demand', 'Pattern'],
  RESERVOIRS: ['ID', 'Head', 'Pattern'],
  TANKS: ['ID', 'Elevation', 'InitLevel', 'MinLevel', 'MaxLevel', 'Diameter', 'MinVol', 'VolCurve', 'Overflow'],
  PIPES: ['ID', 'Node1', 'Node2', 'Length', 'Diameter', 'Roughness', 'MinorLoss', 'Status'],
  PUMPS: ['ID', 'Node1', 'Node2', 'Parameters'],
  VALVES: ['ID', 'Node1', 'Node2', 'Diameter', 'Type', 'Setting', 'MinorLoss'],
  COORDINATES: ['Node', 'X-Coord', 'Y-Coord'],
  VERTICES: ['Link', 'X-Coord', 'Y-Coord'],
  TAGS: ['Object', 'ID', 'Tag'],
  STATUS: ['ID', 'Status'],
} as const satisfies Record<string, readonly string[]>;

export type EpanetSection = keyof typeof EPANET_COLUMNS;

export const EPANET_SECTIONS: readonly EpanetSection[] = Object.keys(EPANET_COLUMNS) as EpanetSection[];

/** Sections EPANET knows and this reader has no use for. */
const IGNORED = /^(TITL|PATT|CURV|CONT|RULE|ENER|EMIT|QUAL|SOUR|REAC|MIXI|TIME|REPO|LABE|BACK|ROUG|LEAK|END)/;

/** EPANET knows a section by its first four letters. */
const LETTERS = 4;

/** The section a header line (`[Pipes]`) opens: one that is kept, one of no use here, or one nobody knows. */
export function epanetSectionOf(header: string): EpanetSection | 'ignored' | 'unknown' {
  const name = header.slice(1).split(']', 1)[0]?.trim().toUpperCase() ?? '';
  const kept = EPANET_SECTIONS.find((section) => name.length >= LETTERS && section.startsWith(name.slice(0, LETTERS)));
  return kept ?? (IGNORED.test(name) ? 'ignored' : 'unknown');
}

/** A record as named text, word for word. */
export function epanetRecord(section: EpanetSection, tokens: readonly string[]): Record<string, string> {
  const columns: readonly string[] = EPANET_COLUMNS[section];
  const record: Record<string, string> = {};
  tokens.forEach((token, index) => {
    record[columns[index] ?? `Param${index - columns.length + 1}`] = token;
  });
  return record;
}
