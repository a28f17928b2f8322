import { grouped } from '../format/quantity.ts';
import type { Language } from '../i18n/language.ts';

/** "1.4 MB", as people compare files. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${grouped(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${grouped(bytes / 1_000_000, 1)} MB`;
  return `${grouped(bytes / 1_000_000_000, 2)} GB`;
}

/** Day and hour on this machine's clock. */
export function dayAndHour(iso: string, language: Language): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  return date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

export function degrees(value: number): string {
  return value.toFixed(5);
}
