import { useMemo } from 'react';
import { formatDate } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-context.tsx';

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment on Seoul's clock: `2026. 4. 6. 14:05`. */
export function useMoment(): (moment: string) => string {
  const locale = useLocale();
  return useMemo(
    () => (moment) => {
      const [date = '', time = ''] = CLOCK.format(new Date(moment)).split(' ');
      return `${formatDate(date, locale)} ${time}`;
    },
    [locale],
  );
}
