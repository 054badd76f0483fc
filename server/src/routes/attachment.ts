/** Everything that may stand as it is in an extended parameter value (RFC 8187, 3.2.1). */
const PLAIN = /[A-Za-z0-9!#$&+.^_`|~-]/;

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (PLAIN.test(character)) return character;
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Content-Disposition of a download whose name may be Korean: the plain name is for old clients,
 * the extended one (RFC 6266) for all others. Characters that no file system takes become `_`.
 * @param plain name in ASCII */
export function attachment(name: string, plain: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const extended = [...new TextEncoder().encode(safe)].map(encodeByte).join('');
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}
