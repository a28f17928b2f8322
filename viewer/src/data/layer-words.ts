import { LAYER_NAME } from '@undercroft/core/model/feature-id';
import type { Inspection } from '@undercroft/core/protocol/data-page';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';

/** A layer is called after what it holds where its file's name has no letter that a layer's name may have. */
const LAYER_OF: Readonly<Record<ProfileTarget, string>> = {
  surveyPoint: 'survey',
  surveyLine: 'survey',
  cityPoint: 'city-points',
  gridCell: 'grid',
  cityCase: 'cases',
  building: 'buildings',
  road: 'roads',
  landUse: 'land-use',
  water: 'water',
  place: 'places',
};

const MOST_LETTERS = 40;
const MOST_TITLE = 100;

/** Endings of one source that say which of its files it is. */
const PART = /[-_ ]*(?:管点表?|管线表?|管点|points?|lines?|nodes?|links?|点表|线表)$/i;

/**
 * What to call a layer: the title from the name of the first file without its ending; the layer's own name is the one
 * that files of these names had before, else a new one from the letters of the title that are allowed, or after what it
 * holds. A name that other files have is never proposed: to publish under it would retire what they brought.
 */
export function proposedWords(
  fileNames: readonly string[],
  tables: Inspection['tables'],
  published: readonly Pick<ImportRecord, 'layer' | 'source'>[],
): { readonly layer: string; readonly title: string } {
  const [first = ''] = fileNames;
  const plain = first.replace(/(?:\.(?:shp|osm))?\.[a-z0-9]{1,8}$/i, '');
  const common = fileNames.length > 1 ? plain.replace(PART, '') : plain;
  const title = (common === '' ? plain : common).trim() || first;
  const target = tables.find((table) => table.target !== null)?.target;
  const again = published.find(({ source }) => source === fileNames.join(', '))?.layer;
  const plainName = layerName(title) ?? (target ? LAYER_OF[target] : 'layer');
  return { title: title.slice(0, MOST_TITLE), layer: again ?? unused(plainName, published) };
}

function unused(name: string, published: readonly Pick<ImportRecord, 'layer'>[]): string {
  const taken = new Set(published.map(({ layer }) => layer));
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}

function layerName(title: string): string | null {
  const name = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, MOST_LETTERS);
  return name.length >= 3 && LAYER_NAME.test(name) ? name : null;
}
