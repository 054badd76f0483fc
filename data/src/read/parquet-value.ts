/** A decimal column: its values are integers, to be divided by 10^scale. */
export interface ParquetDecimal {
  /** ≥ 0 */
  readonly scale: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Dates and stamps with all their digits, JSON as the text that was stored. */
export const PARSERS = {
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  timestampFromMilliseconds: (value: bigint) => stampText(value, 1000n),
  timestampFromMicroseconds: (value: bigint) => stampText(value, 1_000_000n),
  timestampFromNanoseconds: (value: bigint) => stampText(value, 1_000_000_000n),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8.decode(bytes),
};

function stampText(value: bigint | null | undefined, perSecond: bigint): string | null {
  if (value === null || value === undefined) return null;
  const fraction = ((value % perSecond) + perSecond) % perSecond;
  const seconds = new Date(Number((value - fraction) / perSecond) * 1000)
    .toISOString()
    .slice(0, 19);
  if (fraction === 0n) return seconds;
  const digits = String(fraction).padStart(String(perSecond).length - 1, '0');
  return `${seconds}.${digits.replace(/0+$/, '')}`;
}

/** A value as text: bytes as UTF-8 or else hex, nested values as JSON, null as ''. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value === 'object') return JSON.stringify(value, (_, inner) => plain(inner));
  return String(value);
}

/** A decimal with all its digits; `value` is an integer or its big-endian two's complement bytes. */
export function decimalText(value: unknown, { scale }: ParquetDecimal): string {
  const unscaled = integerOf(value);
  if (unscaled === undefined) return valueText(value);
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (!(value instanceof Uint8Array)) return undefined;
  const unsigned = value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return BigInt.asIntN(value.length * 8, unsigned);
}

/** Untyped bytes are mostly text; what is none becomes hex. Shapes (WKB) begin with a byte that no text begins with. */
function bytesText(bytes: Uint8Array): string {
  const [first] = bytes;
  if (first === 0 || first === 1) return hex(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return hex(bytes);
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' || value instanceof Uint8Array ? valueText(value) : value;
}
