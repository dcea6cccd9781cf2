/**
 * Windows-1252, by a table of our own: TextDecoder of some versions of Node reads it as ISO 8859-1
 * (https://github.com/nodejs/node/issues/56542). Source: https://encoding.spec.whatwg.org/index-windows-1252.txt
 */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const C1 = /[\x80-\x9f]/g;

/** The characters that the bytes 0x80 to 0x9F mean in Windows-1252, where a text has them as control characters. */
export function withoutC1(text: string): string {
  return text.replace(C1, (char) => HIGH[char.charCodeAt(0) - 0x80] ?? char);
}

export function windows1252(bytes: Uint8Array): string {
  return withoutC1(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
}
