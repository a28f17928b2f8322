const LOCAL_HEADER = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const NAME_LENGTH_AT = 26;
const NAME_AT = 30;

/**
 * Names of the entries that begin within the first bytes of an archive, for telling what it holds before it is opened. The
 * bytes are taken one for one: endings are ASCII in every encoding.
 */
export function namesInHead(head: Uint8Array): readonly string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const names: string[] = [];
  for (let at = bytes.indexOf(LOCAL_HEADER); at >= 0; at = bytes.indexOf(LOCAL_HEADER, at + NAME_AT)) {
    if (at + NAME_AT > bytes.length) break;
    names.push(bytes.toString('latin1', at + NAME_AT, at + NAME_AT + bytes.readUInt16LE(at + NAME_LENGTH_AT)));
  }
  return names;
}
