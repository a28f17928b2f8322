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
  events: '/api/scenes/:scene/events',
  sourceKey: '/api/scenes/:scene/sources/:source/key',
  refusedEvents: '/api/scenes/:scene/refused-events',
  feeds: '/api/scenes/:scene/feeds',
  live: '/api/scenes/:scene/live',
  liveState: '/api/scenes/:scene/live/state',
  liveExtent: '/api/scenes/:scene/live/extent',
  liveHistory: '/api/scenes/:scene/live/history',
  thingEvents: '/api/scenes/:scene/live/things/:kind/:id',
  networkAt: '/api/scenes/:scene/network-at',
  alarms: '/api/scenes/:scene/alarms',
  alarm: '/api/scenes/:scene/alarms/:id',
  alarmContext: '/api/scenes/:scene/alarms/:id/context',
  acknowledgeAlarm: '/api/scenes/:scene/alarms/:id/acknowledge',
  closeAlarm: '/api/scenes/:scene/alarms/:id/close',
  alarmCase: '/api/scenes/:scene/alarms/:id/case',
  alarmRules: '/api/scenes/:scene/alarm-rules',
  caseRecords: '/api/scenes/:scene/case-records',
  caseRecord: '/api/scenes/:scene/case-records/:id',
  caseSteps: '/api/scenes/:scene/case-records/:id/steps',
  caseSuggestion: '/api/scenes/:scene/case-records/:id/suggestion',
  casePhotos: '/api/scenes/:scene/case-records/:id/photos',
  casePhoto: '/api/scenes/:scene/case-records/:id/photos/:photo',
  caseKpi: '/api/scenes/:scene/case-kpi',
  caseRules: '/api/scenes/:scene/case-rules',
  caseDuplicates: '/api/scenes/:scene/case-duplicates',
  nearestUnits: '/api/scenes/:scene/units/nearest',
  camerasSeeing: '/api/scenes/:scene/cameras/seeing',
  cameraFootprint: '/api/scenes/:scene/cameras/:id/footprint',
  cameraStream: '/api/scenes/:scene/cameras/:id/stream',
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
  /** What the attributes of a tileset's features are: its tiles refer to it. */
  tilesetSchema: '/tiles/:scene/:tileset/schema.json',
  tile: '/tiles/:scene/:tileset/:z/:x/:y.glb',
  pastTileset: '/tiles/:scene/network/as-of/:revision/tileset.json',
  pastTile: '/tiles/:scene/network/as-of/:revision/:z/:x/:y.glb',
  externalFile: '/external-tiles/:scene/:tileset/*path',
  terrainLayer: '/terrain/:scene/layer.json',
  terrainTile: '/terrain/:scene/:z/:x/:y.terrain',
  imageryTile: '/imagery/:scene/:layer/:z/:x/:y.png',
  vectorTiles: '/vt/:scene/tiles.json',
  vectorTile: '/vt/:scene/:z/:x/:y.mvt',
} as const satisfies Record<string, string>;

export type RouteName = keyof typeof ROUTES;

/**
 * Fills a route template: `routePath('feature', {scene: 'bellinge', id: 'sewer.F74F370'})`. Values are escaped; that of a
 * path (`*path`) keeps its slashes.
 */
export function routePath(name: RouteName, values: Readonly<Record<string, string | number>> = {}): string {
  return ROUTES[name].replace(/[:*]([a-z]+)/g, (place, key: string) => {
    const value = values[key];
    if (value === undefined) throw new TypeError(`Route ${name} wants a value for "${place}" and got none.`);
    const parts = place.startsWith('*') ? String(value).split('/') : [String(value)];
    return parts.map(encodeURIComponent).join('/');
  });
}
