import {
  type GeoJSONSource,
  Map as MapLibreMap,
  type MapMouseEvent,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Locale } from '../i18n/locale.ts';
import { readThemeColours } from '../ui/theme.ts';
import { boundsOf, type DistrictCollection } from './geometry.ts';
import { fittingLabels, labelPoints } from './labels.ts';
import { dots, hatch } from './patterns.ts';
import {
  type DistrictState,
  districtStyle,
  FILL_LAYER,
  LABEL_LAYER,
  LABEL_SOURCE,
  recolour,
  SOURCE,
} from './style.ts';

/** px around the districts */
const PADDING = 16;

export interface DistrictMapEvents {
  /** A district was clicked or tapped. */
  onSelect: (place: string) => void;
  /** The pointer is over a district (CSS px in the map's box) or left them all. */
  onPoint: (place: string | null, x: number, y: number) => void;
  /** The view moved: what is placed by {@link DistrictMapHost.locate} must be placed anew. */
  onMove: () => void;
  /** Everything is painted for the first time. */
  onReady: () => void;
}

export interface DistrictMapSetup {
  districts: DistrictCollection;
  classColours: readonly string[];
  locale: Locale;
  /** The map's own sentences about gestures. */
  gestures: { ctrlZoom: string; cmdZoom: string; twoFingers: string };
  events: DistrictMapEvents;
}

/** Owns one MapLibre map: React mounts it, hands it changes and destroys it. */
export class DistrictMapHost {
  readonly #element: HTMLElement;
  readonly #districts: DistrictCollection;
  readonly #events: DistrictMapEvents;
  readonly #map: MapLibreMap;
  readonly #states = new Map<string, DistrictState>();
  readonly #resizing: ResizeObserver;
  #locale: Locale;
  #classColours: readonly string[];
  #moved = false;
  #loaded = false;

  /** Throws when the browser cannot draw with WebGL. */
  constructor(element: HTMLElement, setup: DistrictMapSetup) {
    setWorkerUrl(new URL(workerUrl, location.href).href);
    this.#element = element;
    this.#districts = setup.districts;
    this.#events = setup.events;
    this.#locale = setup.locale;
    this.#classColours = setup.classColours;
    this.#map = this.#createMap(setup);
    this.#listen();
    this.#resizing = new ResizeObserver(() => this.#resized());
    this.#resizing.observe(element);
  }

  #createMap({ districts, classColours, gestures }: DistrictMapSetup): MapLibreMap {
    const colours = readThemeColours(this.#element);
    const map = new MapLibreMap({
      container: this.#element,
      style: districtStyle(districts, { colours, classColours }),
      bounds: boundsOf(districts),
      fitBoundsOptions: { padding: PADDING },
      attributionControl: false,
      keyboard: false,
      dragRotate: false,
      pitchWithRotate: false,
      boxZoom: false,
      doubleClickZoom: false,
      renderWorldCopies: false,
      cooperativeGestures: true,
      fadeDuration: 0,
      maxZoom: 14,
      locale: {
        'CooperativeGesturesHandler.WindowsHelpText': gestures.ctrlZoom,
        'CooperativeGesturesHandler.MacHelpText': gestures.cmdZoom,
        'CooperativeGesturesHandler.MobileHelpText': gestures.twoFingers,
      },
    });
    map.touchZoomRotate.disableRotation();
    // The list beside the canvas is the keyboard's way in; a second tab stop would only confuse.
    const canvas = map.getCanvas();
    canvas.tabIndex = -1;
    canvas.removeAttribute('role');
    canvas.removeAttribute('aria-label');
    return map;
  }

  #listen(): void {
    const map = this.#map;
    // Patterns must be there before the first tile asks for them.
    map.once('style.load', () => this.#addPatterns());
    map.once('load', () => {
      this.#loaded = true;
      this.setColours(this.#classColours);
      for (const [place, state] of this.#states) this.#applyState(place, state);
      void this.setLocale(this.#locale);
    });
    map.once('idle', () => this.#events.onReady());
    map.on('move', () => this.#events.onMove());
    map.on('moveend', () => this.#fitLabels());
    map.on('dragstart', () => {
      this.#moved = true;
    });
    map.on('click', (event) => {
      const place = this.#placeAt(event);
      if (place !== null) this.#events.onSelect(place);
    });
    map.on('mousemove', (event) => this.#point(event));
    map.on('mouseout', () => this.#events.onPoint(null, 0, 0));
  }

  #placeAt(event: MapMouseEvent): string | null {
    if (!this.#loaded) return null;
    const [feature] = this.#map.queryRenderedFeatures(event.point, { layers: [FILL_LAYER] });
    const place: unknown = feature?.properties?.place;
    return typeof place === 'string' ? place : null;
  }

  #point(event: MapMouseEvent): void {
    const place = this.#placeAt(event);
    this.#map.getCanvas().style.cursor = place === null ? '' : 'pointer';
    this.#events.onPoint(place, event.point.x, event.point.y);
  }

  #addPatterns(): void {
    const colours = readThemeColours(this.#element);
    const pictures = {
      missing: hatch(colours.hatch, colours.hatchGround),
      suppressed: dots(colours.hatch, colours.hatchGround),
    };
    for (const [name, picture] of Object.entries(pictures)) {
      if (this.#map.hasImage(name)) this.#map.updateImage(name, picture);
      else this.#map.addImage(name, picture, { pixelRatio: 2 });
    }
  }

  #applyState(place: string, state: DistrictState): void {
    this.#map.setFeatureState({ source: SOURCE, id: place }, { ...state });
  }

  #fitLabels(): void {
    if (!this.#loaded) return;
    const places = fittingLabels(this.#districts, this.#locale, this.#map.getZoom());
    this.#map.setFilter(LABEL_LAYER, ['in', ['get', 'place'], ['literal', places]]);
  }

  #resized(): void {
    this.#map.resize();
    if (!this.#moved) this.reset(false);
  }

  /** Recolours by feature state alone; only what differs is touched. */
  setStates(states: ReadonlyMap<string, DistrictState>): void {
    for (const [place, state] of states) {
      const before = this.#states.get(place);
      if (before !== undefined && sameState(before, state)) continue;
      this.#states.set(place, state);
      if (this.#loaded) this.#applyState(place, state);
    }
  }

  /** Takes over new class colours and whatever theme is in force on the element. */
  setColours(classColours: readonly string[]): void {
    this.#classColours = classColours;
    if (!this.#loaded) return;
    this.#addPatterns();
    recolour(this.#map, { colours: readThemeColours(this.#element), classColours });
  }

  /** Sets the names in a language, once the font files they need are there. */
  async setLocale(locale: Locale): Promise<void> {
    this.#locale = locale;
    if (!this.#loaded) return;
    const points = labelPoints(this.#districts, locale);
    const letters = points.features.map((feature) => feature.properties.name).join('');
    await document.fonts.load('13px "Pretendard GOV Variable"', letters).catch(() => []);
    if (this.#locale !== locale || !this.#loaded) return;
    this.#map.getSource<GeoJSONSource>(LABEL_SOURCE)?.setData(points);
    this.#fitLabels();
  }

  /** Where a district's label point stands now, in CSS px of the map's box. */
  locate(place: string): { x: number; y: number } | null {
    const feature = this.#districts.features.find((each) => each.properties.place === place);
    if (feature === undefined) return null;
    const { label_lon, label_lat } = feature.properties;
    return this.#map.project([label_lon, label_lat]);
  }

  zoomBy(steps: number): void {
    this.#moved = true;
    this.#map.zoomTo(this.#map.getZoom() + steps, { duration: 150 });
  }

  /** All districts in the frame again. */
  reset(animate = true): void {
    this.#moved = false;
    this.#map.fitBounds(boundsOf(this.#districts), {
      padding: PADDING,
      duration: animate ? 150 : 0,
    });
  }

  destroy(): void {
    this.#loaded = false;
    this.#resizing.disconnect();
    this.#map.remove();
  }
}

function sameState(a: DistrictState, b: DistrictState): boolean {
  return (
    a.cls === b.cls &&
    a.pattern === b.pattern &&
    a.selected === b.selected &&
    a.focused === b.focused &&
    a.hovered === b.hovered
  );
}
