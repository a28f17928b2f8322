/** Constants of the 32 bit FNV-1a hash (Fowler, Noll, Vo), and a second offset for the other half. */
const FNV_PRIME = 0x01000193;
const FNV_OFFSETS = [0x811c9dc5, 0x01234567] as const;

/**
 * Id of an alarm: it follows from what it is about and when it opened, so that working through the log again makes the same
 * alarms. Ids sort by that time.
 */
export function alarmIdOf(ruleId: string, source: string, thingId: string, openedMs: number): string {
  const text = JSON.stringify([ruleId, source, thingId]);
  const hash = FNV_OFFSETS.map((offset) => {
    let value: number = offset;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME) >>> 0;
    return value.toString(36).padStart(7, '0');
  });
  return `a${openedMs.toString(36)}-${hash.join('')}`;
}
