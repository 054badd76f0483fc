import type { CSSProperties } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { inkOn } from './contrast.ts';
import { cx } from './cx.ts';
import patterns from './patterns.module.css';
import styles from './tile-grid.module.css';
import { useRoving } from './use-roving.ts';
import { type PlaceStatus, patternOf } from './value-status.ts';

export interface Tile {
  /** Place code; arrows walk in code order. */
  id: string;
  name: string;
  /** Shorter name for the square, when the whole one would not fit. */
  shortName?: string;
  /** Column of the grid, from 1. */
  col: number;
  /** Row of the grid, from 1. */
  row: number;
  classIndex: number | null;
  valueLabel: string;
  status: PlaceStatus;
}

export interface TileGridProps {
  label: string;
  tiles: readonly Tile[];
  /** From the lowest class to the highest. */
  classColours: readonly string[];
  selected: readonly string[];
  onSelect: (id: string) => void;
  onClear?: () => void;
  onHover?: (id: string | null) => void;
}

function tileStyle(tile: Tile, classColours: readonly string[]): CSSProperties {
  const ground = tile.classIndex === null ? undefined : classColours[tile.classIndex];
  return ground === undefined ? {} : { background: ground, color: inkOn(ground) };
}

/** The districts as equal squares near their true place, so that the smallest stays legible. */
export function TileGrid(props: TileGridProps) {
  const { label, tiles, classColours, selected, onSelect, onClear, onHover } = props;
  const { ui } = useMessages();
  const ordered = [...tiles].sort((a, b) => (a.id < b.id ? -1 : 1));
  const roving = useRoving({
    ids: ordered.map((tile) => tile.id),
    start: selected[0],
    onEscape: onClear,
    onFocus: onHover,
  });
  const columns = Math.max(...tiles.map((tile) => tile.col));
  const gridStyle: CSSProperties & { '--columns': number } = { '--columns': columns };
  return (
    <ul className={styles.grid} style={gridStyle} aria-label={label}>
      {ordered.map((tile) => {
        const pattern =
          tile.classIndex === null ? (patternOf(tile.status) ?? 'missing') : undefined;
        const isSelected = selected.includes(tile.id);
        return (
          <li
            key={tile.id}
            className={styles.cell}
            style={{ gridColumn: tile.col, gridRow: tile.row }}
          >
            <button
              type="button"
              {...roving(tile.id)}
              className={cx(
                styles.tile,
                pattern !== undefined && patterns[pattern],
                isSelected && styles.selected,
              )}
              data-pattern={pattern}
              style={tileStyle(tile, classColours)}
              aria-pressed={isSelected}
              onClick={() => onSelect(tile.id)}
              onPointerEnter={() => onHover?.(tile.id)}
              onPointerLeave={() => onHover?.(null)}
            >
              <span className={styles.name}>{tile.shortName ?? tile.name}</span>
              <span className={styles.value}>{tile.valueLabel}</span>
              {pattern !== undefined && <span className="sr-only">{ui[pattern]}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
