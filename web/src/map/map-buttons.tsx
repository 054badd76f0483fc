import { IconButton } from '../ui/button.tsx';
import { MinusIcon, PlusIcon, ResetIcon } from '../ui/icons.tsx';
import styles from './district-map.module.css';
import type { DistrictMapHost } from './district-map-host.ts';

export interface MapButtonsProps {
  host: DistrictMapHost | null;
  words: { zoomIn: string; zoomOut: string; reset: string };
}

/** Zoom and reset as real buttons in the page's own look. */
export function MapButtons({ host, words }: MapButtonsProps) {
  return (
    <div className={styles.controls}>
      <IconButton
        label={words.zoomIn}
        icon={<PlusIcon size={16} />}
        onClick={() => host?.zoomBy(1)}
      />
      <IconButton
        label={words.zoomOut}
        icon={<MinusIcon size={16} />}
        onClick={() => host?.zoomBy(-1)}
      />
      <IconButton
        label={words.reset}
        icon={<ResetIcon size={16} />}
        onClick={() => host?.reset()}
      />
    </div>
  );
}
