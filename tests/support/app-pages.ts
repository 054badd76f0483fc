import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, openPage, type TestPage } from './browser.ts';
import { startServer, type TestServer } from './server.ts';

/** The app in a browser, for the tests of one file. */
export interface AppPages {
  /** Opens a page; 1440 px wide and in Korean unless told. */
  tab(options?: { width?: number; locale?: 'ko' | 'en' }): Promise<TestPage>;
  /** Origin of the server. */
  url(): string;
}

/** Starts the server and a browser before the tests of a file and ends both after them.
 * @param height of the pages in CSS px
 * @param home made ready before the server starts; a fresh one unless given */
export function appPages({
  height = 900,
  home,
}: {
  height?: number;
  home?: () => Promise<string>;
} = {}): AppPages {
  let server: TestServer | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    server = await startServer({ web: true, ...(home ? { home: await home() } : {}) });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  function url(): string {
    if (!server) throw new Error('the server has not started');
    return server.url;
  }

  return {
    url,
    tab({ width = 1440, locale = 'ko' } = {}) {
      if (!browser) throw new Error('the browser has not started');
      return openPage(browser, { baseUrl: url(), locale, viewport: { width, height } });
    },
  };
}
