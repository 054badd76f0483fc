import type { ByteSource, TextEncoding } from '../raw-table.ts';
import { Cp949Transcoder } from './cp949.ts';

/** Text of a file, chunk by chunk, without its byte order mark; what cannot be decoded is U+FFFD. */
export async function* textOf(source: ByteSource, encoding: TextEncoding): AsyncIterable<string> {
  if (encoding === 'cp949') {
    const decoder = new TextDecoder('utf-8');
    for await (const bytes of cp949ToUtf8(source)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source.stream()) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** The file as UTF-8 bytes without a byte order mark, for engines that read nothing else. */
export async function* utf8Of(
  source: ByteSource,
  encoding: TextEncoding,
): AsyncIterable<Uint8Array> {
  if (encoding === 'cp949') {
    yield* cp949ToUtf8(source);
    return;
  }
  const encoder = new TextEncoder();
  for await (const text of textOf(source, encoding)) yield encoder.encode(text);
}

async function* cp949ToUtf8(source: ByteSource): AsyncIterable<Uint8Array> {
  const transcoder = new Cp949Transcoder();
  for await (const bytes of source.stream()) yield transcoder.push(bytes);
  yield transcoder.end();
}
