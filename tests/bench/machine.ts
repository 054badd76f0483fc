import { cpus, getPriority, loadavg, totalmem } from 'node:os';
import { launchBrowser } from '../support/browser.ts';

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(', ');
}

/** Date, machine, versions and command, and how busy the machine was before and after. */
export async function machineLines(
  command: string,
): Promise<{ before: string[]; after: (seconds: number) => string[] }> {
  const browser = await launchBrowser();
  const chromium = browser.version();
  await browser.close();
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const loadBefore = load();
  const priority = getPriority();
  const raised = priority === 0 ? '' : `, at priority ${priority}`;
  return {
    before: [
      `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model.trim()}), ${memory}, ${process.platform}; Node ${process.version}, Chromium ${chromium} (headless, WebGL in software)`,
      `\`${command}\`${raised}`,
    ],
    after: (seconds) => [`load average ${loadBefore} before, ${load()} after ${seconds} s`],
  };
}
