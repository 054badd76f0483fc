/** Pixels of a small repeating picture, as `addImage` takes them. */
export interface PatternImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** px; drawn at twice the size for sharp screens */
const SIDE = 16;

type Rgb = readonly [number, number, number];

/** Takes `#rrggbb` and, as stylesheets are shortened when built, `#rgb`. */
function rgb(hex: string): Rgb {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  const at = (index: number) => Number.parseInt(long.slice(index, index + 2), 16) || 0;
  return [at(1), at(3), at(5)];
}

function paint(
  inInk: (x: number, y: number) => boolean,
  ink: string,
  ground: string,
): PatternImage {
  const [on, off] = [rgb(ink), rgb(ground)];
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let index = 0; index < SIDE * SIDE; index += 1) {
    const colour = inInk(index % SIDE, Math.floor(index / SIDE)) ? on : off;
    data.set([...colour, 255], index * 4);
  }
  return { width: SIDE, height: SIDE, data };
}

/** Diagonal lines: no value. Colours are hexadecimal. */
export function hatch(ink: string, ground: string): PatternImage {
  return paint((x, y) => (x + y) % 8 < 2, ink, ground);
}

/** Dots: a value that is withheld. Colours are hexadecimal. */
export function dots(ink: string, ground: string): PatternImage {
  return paint((x, y) => ((x % 8) - 3.5) ** 2 + ((y % 8) - 3.5) ** 2 < 3.2, ink, ground);
}
