const OPENING = new Set(['{', '[']);
const CLOSING = new Set(['}', ']']);

/** Whether a JSON text nests deeper than it may. It is looked at before it is parsed, so that no depth
 * costs more than its length. */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (isText) {
      if (sign === '\\') at++;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (OPENING.has(sign) && ++depth > most) return true;
    else if (CLOSING.has(sign)) depth--;
  }
  return false;
}
