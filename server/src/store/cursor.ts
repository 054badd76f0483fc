import { z } from 'zod';

/** Place in a list that is ordered by creation, newest first. */
export interface Cursor {
  readonly createdAt: string;
  readonly id: string;
}

const Encoded = z.tuple([z.iso.datetime(), z.uuid()]);

/** A cursor as clients pass it back: opaque to them, safe in a URL. */
export function encodeCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** @returns nothing for a text that is no cursor */
export function decodeCursor(text: string): Cursor | undefined {
  try {
    const [createdAt, id] = Encoded.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { createdAt, id };
  } catch {
    return undefined;
  }
}
