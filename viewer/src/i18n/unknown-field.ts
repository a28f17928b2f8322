import type { MessageKey } from './en.ts';
import type { Say } from './i18n.ts';

/** Names of the fields that a summary counts as unknown, as the model writes them. */
const FIELDS: Readonly<Record<string, MessageKey>> = {
  utility: 'fact.utility',
  invertFromM: 'field.invertFrom',
  invertToM: 'field.invertTo',
  outerTopFromM: 'field.outerTopFrom',
  outerTopToM: 'field.outerTopTo',
  sectionSize: 'fact.size',
  wallMm: 'fact.wall',
  slope: 'fact.slope',
  material: 'fact.material',
  owner: 'fact.owner',
  builtYear: 'fact.builtYear',
  status: 'fact.status',
  qualityLevel: 'fact.quality',
  coverLevelM: 'fact.coverLevel',
  sumpLevelM: 'fact.sumpLevel',
  shaftDiameterMm: 'fact.shaftDiameter',
};

/** A field's name on screen; one this page has no word for is shown as the server writes it. */
export function unknownFieldName(field: string, say: Say): string {
  const key = FIELDS[field];
  return key === undefined ? field : say(key);
}
