import type { Profile } from '@undercroft/core/protocol/profile';

const NAME_LETTERS = 63;

/**
 * A confirmed profile as a city keeps it: under a name of its own, and for any table with these headings, since the next
 * file will be called otherwise. Where two tables become the same thing, only their names tell them apart: those stay.
 */
export function asOwn(profile: Profile, layer: string, title: string): Profile {
  const { $schema: _schema, ...kept } = profile;
  const targets = new Set(profile.tables.map(({ target }) => target));
  const tables =
    targets.size < profile.tables.length ? profile.tables : profile.tables.map(({ name: _name, ...table }) => table);
  return { ...kept, tables, name: `own-${layer}`.slice(0, NAME_LETTERS), title: { en: title, zh: title } };
}
