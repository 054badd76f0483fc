import type { LinkedCube } from '@bada/shared/linked';

/** Keeps cubes under a budget of bytes; the longest unused go first. */
export class CubeStore {
  readonly #cubes = new Map<string, LinkedCube>();
  readonly #budget: number;
  #bytes = 0;

  constructor(budgetBytes: number) {
    this.#budget = budgetBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#cubes.size;
  }

  has(key: string): boolean {
    return this.#cubes.has(key);
  }

  /** A cube, which is then the last to go. */
  get(key: string): LinkedCube | undefined {
    const cube = this.#cubes.get(key);
    if (!cube) return undefined;
    this.#cubes.delete(key);
    this.#cubes.set(key, cube);
    return cube;
  }

  /** Adds cubes that are needed together: they never drive each other out. */
  add(cubes: ReadonlyMap<string, LinkedCube>): void {
    for (const [key, cube] of cubes) {
      this.#drop(key);
      this.#cubes.set(key, cube);
      this.#bytes += cube.bytes;
    }
    for (const oldest of [...this.#cubes.keys()]) {
      if (this.#bytes <= this.#budget || cubes.has(oldest)) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#cubes.get(key)?.bytes ?? 0;
    this.#cubes.delete(key);
  }
}
