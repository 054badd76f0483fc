import { type Localized, languageOf } from '@bada/shared';
import { useLocale } from '../../i18n/locale-context.tsx';

/** A text of a contract in the reader's language; one that is written in the other alone says so to screen readers. */
export function InLanguage({
  text,
  className,
}: {
  text: Localized;
  className?: string | undefined;
}) {
  const locale = useLocale();
  const shown = text[locale];
  const own = text.ko === text.en ? languageOf(shown) : locale;
  return (
    <span className={className} {...(own === locale ? {} : { lang: own })}>
      {shown}
    </span>
  );
}
