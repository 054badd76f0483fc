import type { Locale } from '../../i18n/locale.ts';

/** An instant as date and time of day in Busan. */
export function clockTime(instant: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Seoul',
  }).format(new Date(instant));
}
