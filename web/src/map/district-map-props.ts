import type { Locale } from '../i18n/locale.ts';
import type { Theme } from '../ui/theme.ts';
import type { PlaceStatus } from '../ui/value-status.ts';
import type { DistrictCollection } from './geometry.ts';

/** What the map shows of one district. */
export interface DistrictValue {
  /** Class from 0; `null` draws the pattern of the status. */
  classIndex: number | null;
  /** The value as text, with its unit. */
  label: string;
  status: PlaceStatus;
}

export interface DistrictMapProps {
  geojson: DistrictCollection;
  /** By place code; absent districts count as missing. */
  values: ReadonlyMap<string, DistrictValue>;
  /** From the lowest class to the highest. */
  classColours: readonly string[];
  selected: readonly string[];
  onSelect: (place: string) => void;
  onClear?: () => void;
  onHover?: (place: string | null) => void;
  locale: Locale;
  theme: Theme;
  /** What the map shows, for screen readers. */
  label: string;
  /** CSS height of the map; 26rem by default. */
  height?: string;
  /** Painted for the first time. */
  onReady?: () => void;
  /** The map cannot be drawn here (no WebGL): show the tile grid instead. */
  onError?: (error: unknown) => void;
}
