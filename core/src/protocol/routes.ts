/** Every address of the server, in one place, so that browser, server, tests and command line cannot disagree. */
export const ROUTES = {
  health: '/api/health',
  scenes: '/api/scenes',
  scene: '/api/scenes/:scene',
  summary: '/api/scenes/:scene/summary',
  features: '/api/scenes/:scene/features',
  feature: '/api/scenes/:scene/features/:id',
  featuresIn: '/api/scenes/:scene/features-in',
  cases: '/api/scenes/:scene/cases',
  caseSummary: '/api/scenes/:scene/case-summary',
  casesByCell: '/api/scenes/:scene/cases-by-cell',
  ground: '/api/scenes/:scene/ground',
  rules: '/api/scenes/:scene/rules',
  excavation: '/api/scenes/:scene/analysis/excavation',
  excavationReport: '/api/scenes/:scene/analysis/excavation/report.pdf',
  bore: '/api/scenes/:scene/analysis/bore',
  clearance: '/api/scenes/:scene/analysis/clearance',
  section: '/api/scenes/:scene/analysis/section',
  longitudinalProfile: '/api/scenes/:scene/analysis/profile',
  cover: '/api/scenes/:scene/analysis/cover',
  traced: '/api/scenes/:scene/analysis/trace',
  isolation: '/api/scenes/:scene/analysis/isolation',
  statistics: '/api/scenes/:scene/analysis/statistics',
  openApi: '/api/openapi.json',
  apiDocs: '/api/docs',
  imports: '/api/scenes/:scene/imports',
  import: '/api/scenes/:scene/imports/:id',
  publishImport: '/api/scenes/:scene/imports/:id/publish',
  undoImport: '/api/scenes/:scene/imports/:id/undo',
  importIssues: '/api/scenes/:scene/imports/:id/issues',
  importReport: '/api/scenes/:scene/imports/:id/report.:ending',
  uploads: '/api/scenes/:scene/uploads',
  inspections: '/api/scenes/:scene/inspections',
  drafts: '/api/scenes/:scene/drafts',
  profiles: '/api/scenes/:scene/profiles',
  profile: '/api/scenes/:scene/profiles/:name',
  history: '/api/scenes/:scene/features/:id/history',
  tileset: '/tiles/:scene/:tileset/tileset.json',
  tile: '/tiles/:scene/:tileset/:z/:x/:y.glb',
  terrainLayer: '/terrain/:scene/layer.json',
  terrainTile: '/terrain/:scene/:z/:x/:y.terrain',
  imageryTile: '/imagery/:scene/:layer/:z/:x/:y.png',
  vectorTiles: '/vt/:scene/tiles.json',
  vectorTile: '/vt/:scene/:z/:x/:y.mvt',
} as const satisfies Record<string, string>;

export type RouteName = keyof typeof ROUTES;

/** Fills a route template: `routePath('feature', {scene: 'bellinge', id: 'sewer.F74F370'})`. Values are escaped. */
export function routePath(name: RouteName, values: Readonly<Record<string, string | number>> = {}): string {
  return ROUTES[name].replace(/:([a-z]+)/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new TypeError(`Route ${name} wants a value for ":${key}" and got none.`);
    return encodeURIComponent(String(value));
  });
}
