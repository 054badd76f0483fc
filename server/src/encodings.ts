/** Content encodings that the server can send, most wanted first. */
export type Encoding = 'br' | 'gzip';

function qualityOf(parameters: readonly string[]): number {
  const q = parameters.map((part) => /^\s*q=([\d.]+)\s*$/i.exec(part)?.[1]).find(Boolean);
  return q === undefined ? 1 : Number(q);
}

function accepted(header: string): Map<string, number> {
  const entries = header.split(',').map((item) => {
    const [name = '', ...parameters] = item.split(';');
    return [name.trim().toLowerCase(), qualityOf(parameters)] as const;
  });
  return new Map(entries);
}

/** The best of the available encodings that a client takes, or nothing for the plain bytes
 * (RFC 9110, 12.5.3). Of equal wishes the first available one wins. */
export function chooseEncoding(
  header: string | undefined,
  available: readonly Encoding[],
): Encoding | undefined {
  const wishes = accepted(header ?? '');
  const quality = (name: Encoding) => wishes.get(name) ?? wishes.get('*') ?? 0;
  const taken = available.filter((name) => quality(name) > 0);
  return taken.sort((a, b) => quality(b) - quality(a))[0];
}
