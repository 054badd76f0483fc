/** When the page showed what, in milliseconds since the navigation began. */
export interface PageMarks {
  /** First paint of any content. */
  firstPaint?: number;
  /** First card that shows its value. */
  firstCard?: number;
  /** Every card shows its value. */
  allCards?: number;
  /** Lines of the trend stand in the document. */
  trend?: number;
  /** The districts stand in the document in their colours. */
  firstMap?: number;
  /** Last WebGL draw call before everything was painted: the finished map. */
  map?: number;
  /** Map and trend have reported themselves painted and the page fell idle. */
  settled?: number;
  /** The browser's engine can answer. */
  engine?: number;
  /** Sum of what long tasks took beyond 50 ms each, until `settled`. */
  blocked: number;
}

declare global {
  interface Window {
    benchMarks: PageMarks;
  }
}

/**
 * Runs in the page before any of its scripts. A mark is set in the frame after the change, when it
 * has been painted; WebGL has no such moment to observe, so its draw calls are timed.
 */
export function installMarks(cards: number): void {
  const marks: PageMarks = { blocked: 0 };
  window.benchMarks = marks;
  let lastDraw = 0;

  const note = (name: Exclude<keyof PageMarks, 'blocked'>) => {
    if (marks[name] !== undefined) return;
    marks[name] = performance.now();
    requestAnimationFrame(() =>
      setTimeout(() => {
        marks[name] = performance.now();
      }),
    );
  };
  const look = () => {
    const values = document.querySelectorAll('[data-testid=card-value]').length;
    if (values > 0) note('firstCard');
    if (values >= cards) note('allCards');
    if (document.querySelector('div[role=img] > div > svg path')) note('trend');
    if (document.querySelector('[data-testid=first-drawing] path')) note('firstMap');
    const phase = document.querySelector('[data-testid=engine]')?.getAttribute('data-phase');
    if (phase === 'ready') note('engine');
    if (phase !== 'starting' || marks.settled !== undefined) return;
    marks.map = lastDraw;
    marks.settled = performance.now();
  };
  const options = { subtree: true, childList: true, attributeFilter: ['data-phase'] };
  new MutationObserver(look).observe(document, options);

  const { drawElements } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawElements = function draw(...args) {
    drawElements.apply(this, args);
    lastDraw = performance.now();
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      if (marks.settled === undefined) marks.blocked += duration - 50;
    }
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint) marks.firstPaint = paint.startTime;
  }).observe({ type: 'paint', buffered: true });
}
