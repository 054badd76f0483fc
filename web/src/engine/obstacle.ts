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

/** Bytes of tables that the browser's engine may hold: 512 MB, or an eighth of a small device's memory. */
export function memoryBudget(): number {
  const memory = deviceMemory();
  return Math.min(512_000_000, ((memory ?? 4) * 2 ** 30) / 8);
}

/** Whether the device asks to fetch as little as possible. */
export function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection');
  return (
    typeof connection === 'object' &&
    connection !== null &&
    Reflect.get(connection, 'saveData') === true
  );
}
