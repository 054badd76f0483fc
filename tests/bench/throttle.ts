import type { Page } from 'playwright-core';

/** How a page is held back. */
export interface Throttle {
  readonly name: string;
  /** Factor by which the page's main thread is slowed. */
  readonly cpu: number;
  /** Line between page and server; absent for none but the loopback's own. */
  readonly line?: { readonly megabits: number; readonly latencyMs: number };
}

/** Slows a page by Chromium's own means. Workers and the graphics process keep their speed. */
export async function throttle(page: Page, { cpu, line }: Throttle): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (!line) return;
  const bytesPerSecond = (line.megabits * 1_000_000) / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}
