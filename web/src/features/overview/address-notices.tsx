import { errorText, type Indicator, placeName } from '@bada/shared';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Remark } from '../../ui/states.tsx';
import { periodInWords } from './wording.ts';

type AddressCode = `address.${'indicator' | 'period' | 'place' | 'choice'}`;

function Notice({ code, params }: { code: AddressCode; params: Record<string, string> }) {
  const locale = useLocale();
  const { message, next } = errorText(code, params);
  return <Remark message={`${message[locale]} ${next[locale]}`} code={code} />;
}

/** The places that are shown in place of one that does not exist. */
function useShownPlaces(): string {
  const locale = useLocale();
  const { overview } = useMessages();
  const places = useApp((state) => state.view.places);
  if (places.length === 0) return overview.wholeCity;
  return places.map((place) => placeName(place)[locale]).join(', ');
}

/** What the address asks for and the page cannot show, and what it shows instead. */
export function AddressNotices({ shown }: { shown: Indicator }) {
  const locale = useLocale();
  const unread = useApp((state) => state.unread);
  const asked = useApp((state) => state.view.indicator);
  const places = useShownPlaces();
  const name = shown.name[locale];
  const absent = asked !== undefined && asked !== shown.id ? [{ key: 'indicator', asked }] : [];
  return [...absent, ...unread].map(({ key, asked: text }) => {
    const id = `${key} ${text}`;
    switch (key) {
      case 'indicator':
        return <Notice key={id} code="address.indicator" params={{ asked: text, shown: name }} />;
      case 'places':
        return <Notice key={id} code="address.place" params={{ asked: text, shown: places }} />;
      default:
        return <Notice key={id} code="address.choice" params={{ key, asked: text }} />;
    }
  });
}

/** Says so where the indicator has no figures of the period that the address asks for. */
export function PeriodNotice({
  indicator,
  asked,
  shown,
}: {
  indicator: Indicator;
  asked: string | undefined;
  shown: string;
}) {
  const locale = useLocale();
  if (asked === undefined || asked === shown) return null;
  const name = (start: string) => periodInWords(indicator, start, locale);
  const params = { asked: name(asked), shown: name(shown) };
  return <Notice code="address.period" params={params} />;
}
