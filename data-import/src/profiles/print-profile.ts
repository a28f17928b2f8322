import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';

/**
 * A profile as the text of a file that a person can read and edit: two blanks of indent, what is not set left out, tables
 * before rules. Parsed again it is the same profile.
 */
export function printProfile(profile: Profile): string {
  const bare = profileSchema.parse({ name: profile.name, title: profile.title, tables: [] });
  const kept = Object.entries(profile).filter(([key, value]) => {
    const unset: unknown = bare[key as keyof Profile];
    return key === 'tables' || JSON.stringify(unset) !== JSON.stringify(value);
  });
  const all = { name: profile.name, title: profile.title, ...Object.fromEntries(kept) };
  return `${JSON.stringify(all, null, 2)}\n`;
}
