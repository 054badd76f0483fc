/** Linear RGB, each 0–1. */
type Rgb = readonly [number, number, number];
/** Lightness 0–1 and two opponent axes of OKLab. */
export type Lab = readonly [number, number, number];

export type Sight = 'normal' | 'protanopia' | 'deuteranopia' | 'tritanopia';

// Full severity, from Machado, Oliveira & Fernandes (2009), "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", table of precomputed matrices.
const SIGHTS: Record<Sight, readonly Rgb[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export const SIGHT_NAMES: readonly Sight[] = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'];

function linear(hex: string): Rgb {
  const at = (index: number) => {
    const share = Number.parseInt(hex.slice(index, index + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [at(1), at(3), at(5)];
}

function dot(row: Rgb, [r, g, b]: Rgb): number {
  return Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b));
}

/** OKLab of Björn Ottosson (2020), https://bottosson.github.io/posts/oklab/ */
function oklab([r, g, b]: Rgb): Lab {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** A `#rrggbb` colour as eyes of a kind see it. */
export function seen(hex: string, sight: Sight): Lab {
  const rgb = linear(hex);
  const [red, green, blue] = SIGHTS[sight].map((row) => dot(row, rgb));
  return oklab([red ?? 0, green ?? 0, blue ?? 0]);
}

/** Smallest distance of any two colours. */
export function closest(colours: readonly Lab[]): number {
  const distances = colours.flatMap((a, i) =>
    colours.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  );
  return Math.min(...distances);
}
