import { type RefObject, useEffect, useRef, useState } from 'react';
import { messagesOf } from '../i18n/locale-context.tsx';
import type { DistrictMapHost } from './district-map-host.ts';
import type { DistrictMapProps } from './district-map-props.ts';

type Point = (place: string | null, x: number, y: number) => void;

/** Loads MapLibre, mounts the map once and keeps colours and language in step. */
export function useMapHost(
  element: RefObject<HTMLElement | null>,
  props: DistrictMapProps,
  onPoint: Point,
): DistrictMapHost | null {
  const [host, setHost] = useState<DistrictMapHost | null>(null);
  // The map lives longer than a render, so its events go to the newest handlers.
  const latest = useRef({ props, onPoint });
  useEffect(() => {
    latest.current = { props, onPoint };
  });
  const { geojson, classColours, theme, locale } = props;

  useEffect(() => {
    let gone = false;
    let mounted: DistrictMapHost | undefined;
    async function mount() {
      const { DistrictMapHost: Host } = await import('./district-map-host.ts');
      if (gone || element.current === null) return;
      mounted = new Host(element.current, {
        districts: geojson,
        classColours: latest.current.props.classColours,
        locale: latest.current.props.locale,
        gestures: messagesOf(latest.current.props.locale).ui.map,
        events: {
          onSelect: (place) => latest.current.props.onSelect(place),
          onPoint: (place, x, y) => latest.current.onPoint(place, x, y),
          onMove: () => latest.current.onPoint(null, 0, 0),
          onReady: () => latest.current.props.onReady?.(),
        },
      });
      setHost(mounted);
    }
    mount().catch((error: unknown) => latest.current.props.onError?.(error));
    return () => {
      gone = true;
      mounted?.destroy();
      setHost(null);
    };
  }, [element, geojson]);

  // Compared by content: a page may hand over a new list of the same colours at each render.
  const colourKey = classColours.join();
  // The theme is not passed on: a change of it makes the host read the tokens again.
  useEffect(() => {
    host?.setColours(latest.current.props.classColours);
  }, [host, colourKey, theme]);
  useEffect(() => {
    void host?.setLocale(locale);
  }, [host, locale]);
  return host;
}
