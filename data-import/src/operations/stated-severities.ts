import type { Issue } from '@undercroft/core/model/issue';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { ReadItem } from '../readers/reader.ts';

/** Items with their issues as severe as the profile says of their codes; `off` leaves an issue out. */
export async function* statedSeverities(
  batches: AsyncIterable<readonly ReadItem[]>,
  severities: Profile['severities'],
): AsyncIterable<readonly ReadItem[]> {
  if (Object.keys(severities).length === 0) {
    yield* batches;
    return;
  }
  for await (const items of batches) {
    yield items.map((item) =>
      item.issues.length === 0
        ? item
        : { ...item, issues: item.issues.flatMap((found) => restated(found, severities)) },
    );
  }
}

function restated(found: Issue, severities: Profile['severities']): readonly Issue[] {
  const severity = severities[found.code] ?? found.severity;
  return severity === 'off' ? [] : [{ ...found, severity }];
}
