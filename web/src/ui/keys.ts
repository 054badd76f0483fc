const TYPING = 'input, textarea, select, [contenteditable="true"]';

/** Whether a key press is meant for the page: not for a field, an open window or the browser. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  if (target instanceof Element && target.closest(TYPING) !== null) return false;
  return !event.defaultPrevented && document.querySelector('dialog[open]') === null;
}

/** The Latin letter of a key in lower case, also while Hangul is being written: `t` for `ㅅ`. */
export function letterOf({ key, code }: KeyboardEvent): string {
  return /^Key[A-Z]$/.test(code) && !/^[a-z]$/i.test(key)
    ? code.slice(3).toLowerCase()
    : key.toLowerCase();
}
