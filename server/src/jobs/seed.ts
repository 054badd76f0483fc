/** A seed as a versioned document. */
export interface Seed {
  readonly kind: 'indicator' | 'organisation' | 'contract' | 'terms' | 'mapping' | 'strategies';
  readonly id: string;
  readonly version: number;
  readonly department: string | null;
  readonly body: unknown;
}
