import { isKnownCrs } from '@undercroft/core/geodesy/crs';
import type { DeclaredCrs } from '../table-format.ts';

const LONGEST_TEXT = 300;
const EPSG_NAMES = [
  /^EPSG:(\d{4,6})$/i,
  /^urn:(?:ogc|x-ogc):def:crs:EPSG:[\d.]*:(\d{4,6})$/i,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/(\d{4,6})$/i,
  /^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d{4,6})$/i,
];
const LON_LAT_NAMES =
  /^(?:urn:ogc:def:crs:OGC:[\d.]*:CRS84h?|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS84h?|CRS:?84)$/i;

/** What a file without a `crs` member means (RFC 7946, section 4). */
export const RFC_7946_CRS: DeclaredCrs = {
  code: 'EPSG:4326',
  text: 'WGS 84 longitude and latitude (RFC 7946)',
  axes: 'eastNorth',
};

/**
 * The system of a `crs` member as GeoJSON had them in 2008 and many programs still write them. Pairs are always east first
 * there, whatever the registry says of the system. A link is never followed: it has no code.
 */
export function declaredCrs(member: unknown): DeclaredCrs {
  const text = crsText(member);
  return { code: codeOf(text), text: text.slice(0, LONGEST_TEXT), axes: 'eastNorth' };
}

/** True for a member that names its system by an address to be fetched. */
export function isCrsLink(member: unknown): boolean {
  return typeof member === 'object' && member !== null && 'type' in member && member.type === 'link';
}

function crsText(member: unknown): string {
  if (member === null) return 'null: no system may be assumed';
  if (typeof member !== 'object' || member === undefined || !('properties' in member))
    return JSON.stringify(member) ?? '';
  const { properties } = member;
  if (typeof properties !== 'object' || properties === null) return JSON.stringify(member);
  // Before 2008 some wrote {"type": "EPSG", "properties": {"code": 4549}}.
  if ('type' in member && member.type === 'EPSG' && 'code' in properties) return `EPSG:${String(properties.code)}`;
  if ('name' in properties && typeof properties.name === 'string') return properties.name;
  if ('href' in properties && typeof properties.href === 'string') return properties.href;
  return JSON.stringify(member);
}

function codeOf(name: string): string | null {
  const trimmed = name.trim();
  if (LON_LAT_NAMES.test(trimmed)) return 'EPSG:4326';
  for (const pattern of EPSG_NAMES) {
    const number = pattern.exec(trimmed)?.[1];
    if (number !== undefined) return isKnownCrs(`EPSG:${number}`) ? `EPSG:${number}` : null;
  }
  return null;
}
