import type { ReactNode } from 'react';

export interface IconProps {
  /** Side length in px; 20 by default. */
  size?: number;
}

function Icon({ size = 20, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export function OverviewIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 3h6v8H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 13h6v4H3z" />
    </Icon>
  );
}

export function PersonIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 9.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3.5 17c.6-3.2 3.2-5 6.5-5s5.9 1.8 6.5 5" />
    </Icon>
  );
}

export function IndicatorIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M2.5 15.5 7 9.5l4 3.5 6.5-8.5" />
    </Icon>
  );
}

export function ReviewIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="7" cy="7" r="2.8" />
      <path d="M2 16.5c0-3 2.2-4.7 5-4.7s5 1.7 5 4.7M12.6 4.4a2.8 2.8 0 0 1 0 5.2M14.4 12.1c2.1.5 3.6 2 3.6 4.4" />
    </Icon>
  );
}

export function BoardIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 3.5h14v13H3zM3 8h14M8.5 8v8.5" />
    </Icon>
  );
}

export function ExploreIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m2.5 5 5-2 5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12" />
    </Icon>
  );
}

export function CatalogIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <ellipse cx="10" cy="4.8" rx="6.5" ry="2.3" />
      <path d="M3.5 4.8v10.4c0 1.3 2.9 2.3 6.5 2.3s6.5-1 6.5-2.3V4.8M3.5 10c0 1.3 2.9 2.3 6.5 2.3s6.5-1 6.5-2.3" />
    </Icon>
  );
}

export function SettingsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 5.5h7m4 0h3M3 14.5h3m4 0h7" />
      <circle cx="12" cy="5.5" r="2" />
      <circle cx="8" cy="14.5" r="2" />
    </Icon>
  );
}

export function LanguageIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M2.8 10h14.4M10 2.8c4.5 4.6 4.5 9.8 0 14.4M10 2.8c-4.5 4.6-4.5 9.8 0 14.4" />
    </Icon>
  );
}

export function SearchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="8.8" cy="8.8" r="5.3" />
      <path d="m12.8 12.8 4.2 4.2" />
    </Icon>
  );
}

export function SaveIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 3h10v14.2l-5-3.6-5 3.6z" />
    </Icon>
  );
}

export function InfoIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M10 9.2v4.6M10 6.2v.2" />
    </Icon>
  );
}

export function CloseIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m4.5 4.5 11 11M15.5 4.5l-11 11" />
    </Icon>
  );
}

export function CheckIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m3.5 10.5 4.3 4.5 8.7-10" />
    </Icon>
  );
}

export function CautionIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 3.5v8.3M10 16v.2" />
    </Icon>
  );
}

export function WarningIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m4.5 4.5 11 11M15.5 4.5l-11 11" />
    </Icon>
  );
}

export function NoneIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 10h12" />
    </Icon>
  );
}

export function LockIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 9h12v8H4zM7 9V6a3 3 0 0 1 6 0v3" />
    </Icon>
  );
}

export function PencilIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m3 17 .8-3.8L13.6 3.4l3 3L6.8 16.2zM11.6 5.4l3 3" />
    </Icon>
  );
}

export function TrashIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.5 5.5h13M8 5.5V3.3h4v2.2M5.2 5.5l.8 11.2h8l.8-11.2M8.4 8.6v5M11.6 8.6v5" />
    </Icon>
  );
}

export function UndoIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7 4 3.5 7.5 7 11M3.8 7.5h7.4a4.4 4.4 0 0 1 0 8.8H7" />
    </Icon>
  );
}

export function TableIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 4h14v12H3zM3 8h14M3 12h14M8.5 4v12" />
    </Icon>
  );
}

export function MapIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 17.5s5.5-4.9 5.5-9a5.5 5.5 0 0 0-11 0c0 4.1 5.5 9 5.5 9z" />
      <circle cx="10" cy="8.3" r="2" />
    </Icon>
  );
}

export function TilesIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z" />
    </Icon>
  );
}

export type ChevronDirection = 'up' | 'down' | 'left' | 'right';

const CHEVRONS: Record<ChevronDirection, string> = {
  up: 'm5 12.5 5-5 5 5',
  down: 'm5 7.5 5 5 5-5',
  left: 'm12.5 5-5 5 5 5',
  right: 'm7.5 5 5 5-5 5',
};

export function ChevronIcon({
  direction = 'down',
  ...props
}: IconProps & { direction?: ChevronDirection }) {
  return (
    <Icon {...props}>
      <path d={CHEVRONS[direction]} />
    </Icon>
  );
}

export function PlusIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 4v12M4 10h12" />
    </Icon>
  );
}

export function MinusIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 10h12" />
    </Icon>
  );
}

export function ResetIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 7V3h4M17 7V3h-4M3 13v4h4M17 13v4h-4" />
    </Icon>
  );
}
