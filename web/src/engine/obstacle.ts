/** Least memory in GiB for which the browser's engine is worth its 34 MB of code. */
const LEAST_MEMORY = 4;

function deviceMemory(): number | undefined {
  const memory: unknown = Reflect.get(navigator, 'deviceMemory');
  return typeof memory === 'number' ? memory : undefined;
}

/** Why this device leaves answering to the server: proofs need a secure origin, the engine needs memory. */
export function engineObstacle(): 'insecure' | 'small-device' | undefined {
  if (!isSecureContext) return 'insecure';
  const memory = deviceMemory();
  return memory !== undefined && memory < LEAST_MEMORY ? 'small-device' : undefined;
}
