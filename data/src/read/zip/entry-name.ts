import { Cp949Transcoder } from '../text/cp949.ts';

/** Path of an archive's file: UTF-8 when flagged or valid as such, else CP949 as Korean Windows writes it. */
export function entryName(bytes: Uint8Array, isUtf8: boolean): string {
  return (isUtf8 ? new TextDecoder().decode(bytes) : unflagged(bytes)).replaceAll('\\', '/');
}

function unflagged(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const transcoder = new Cp949Transcoder();
    const decoder = new TextDecoder();
    const text = decoder.decode(transcoder.push(bytes), { stream: true });
    return text + decoder.decode(transcoder.end());
  }
}
