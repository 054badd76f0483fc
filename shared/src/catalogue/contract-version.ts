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

/** The next version when that part is raised; each part stays below a thousand. */
export function raiseVersion(version: string, part: 'major' | 'minor' | 'patch'): string {
  const [major = 1, minor = 0, patch = 0] = version.split('.').map(Number);
  if (part === 'major' || (part === 'minor' && minor >= 999)) return `${major + 1}.0.0`;
  if (part === 'minor' || patch >= 999) return raiseMinor(major, minor);
  return `${major}.${minor}.${patch + 1}`;
}

function raiseMinor(major: number, minor: number): string {
  return minor >= 999 ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}
