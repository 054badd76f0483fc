const PARTS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const STEP = 1000;

/** `1.2.3` as a number that grows with the version, each part below a thousand; undefined for
 * another form. */
export function contractVersionNumber(version: string): number | undefined {
  const match = PARTS.exec(version);
  if (!match) return undefined;
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  return (major * STEP + minor) * STEP + patch;
}

/** The version that a number of `contractVersionNumber` stands for. */
export function contractVersionText(number: number): string {
  const major = Math.floor(number / (STEP * STEP));
  return `${major}.${Math.floor(number / STEP) % STEP}.${number % STEP}`;
}
