import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { chromiumPath, launchArgs } from './chromium.ts';
import { type Traffic, watchTraffic } from './traffic.ts';

/** How a test wants its page. */
export interface PageOptions {
  /** Origin of the server; every other host is foreign. */
  baseUrl: string;
  /** Language of the browser. Default `ko`. */
  locale?: 'ko' | 'en';
  /** CSS px. Default 1440 × 900. */
  viewport?: { width: number; height: number };
  /** Anything else of Playwright's context, e.g. `hasTouch`. */
  context?: BrowserContextOptions;
}

/** A page that remembers everything that went wrong on it. */
export interface TestPage {
  page: Page;
  context: BrowserContext;
  traffic: Traffic;
  /** Declares a console error that the test causes on purpose (Chromium logs every 404 and 412). */
  expectConsole(pattern: RegExp): void;
  /** Undeclared console errors, uncaught errors, unhandled rejections, crashes, foreign requests. */
  problems(): readonly string[];
  /** @throws Error that lists the problems */
  assertClean(): void;
  /** Closes the page and then fails on any problem. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

function definedEnv(): Record<string, string> {
  const pairs = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(pairs);
}

/**
 * A headless Chromium that resolves no name but this machine's own. Foreign hosts are cut off at
 * the resolver and not by request interception, which would switch the HTTP cache off.
 */
export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    // Without a UTF-8 locale Chromium cannot name a file in Korean.
    env: { ...definedEnv(), LC_ALL: 'C.UTF-8' },
    args: [
      ...launchArgs,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ...args,
    ],
  });
}

/** Opens an empty page in a context of its own (no cookies, no cache) and starts watching it. */
export async function openPage(browser: Browser, options: PageOptions): Promise<TestPage> {
  const context = await browser.newContext({
    baseURL: options.baseUrl,
    locale: options.locale === 'en' ? 'en-US' : 'ko-KR',
    timezoneId: 'Asia/Seoul',
    viewport: options.viewport ?? { width: 1440, height: 900 },
    ...options.context,
  });
  const traffic = watchTraffic(context);
  const expected: RegExp[] = [];
  const found: string[] = [];
  watchContext(context, new URL(options.baseUrl).host, found);
  const page = await context.newPage();

  const problems = () => found.filter((problem) => !expected.some((known) => known.test(problem)));
  function assertClean(): void {
    const bad = problems();
    if (bad.length > 0) throw new Error(`The page had problems:\n${bad.join('\n')}`);
  }
  async function close(): Promise<void> {
    await context.close();
    assertClean();
  }
  const expectConsole = (pattern: RegExp) => void expected.push(pattern);
  return {
    page,
    context,
    traffic,
    expectConsole,
    problems,
    assertClean,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function watchContext(context: BrowserContext, ownHost: string, found: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') {
      found.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (event) => found.push(`uncaught: ${describe(event.error())}`));
  context.on('page', (page) => {
    page.on('crash', () => found.push(`crash: ${page.url()}`));
    page.on('websocket', (socket) => noteForeign(socket.url(), ownHost, found));
  });
  context.on('request', (request) => noteForeign(request.url(), ownHost, found));
}

function noteForeign(url: string, ownHost: string, found: string[]): void {
  const { protocol, host } = new URL(url);
  const isNetwork = /^(https?|wss?):$/.test(protocol);
  if (isNetwork && host !== ownHost) found.push(`foreign host: ${url}`);
}

function describe(error: Error): string {
  return error.stack ?? error.message;
}
