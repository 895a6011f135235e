// A program whose memory cannot grow as it likes.

/**
 * Runs in the page, before its scripts: gives the memory of every WebAssembly that is started a maximum, `room` bytes
 * above what it begins with.
 * @param {number} room
 */
export function limitMemory(room) {
  const MEMORY_SECTION = 5;
  const PAGE = 1 << 16;
  /** @type {(bytes: Uint8Array, at: number) => [number, number]} */
  const number = (bytes, at) => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) return [value, at];
    }
  };
  /** @type {(value: number) => number[]} */
  const encoded = (value) => {
    const bytes = [];
    for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
    return [...bytes, value];
  };
  /** @type {(bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>} */
  const limited = (bytes) => {
    let at = 8;
    while (at < bytes.length) {
      const [length, content] = number(bytes, at + 1);
      if (bytes[at] === MEMORY_SECTION) {
        // One memory, its flags, its first size.
        const [pages] = number(bytes, content + 2);
        const section = [1, 1, ...encoded(pages), ...encoded(pages + room / PAGE)];
        return new Uint8Array([...bytes.slice(0, at), MEMORY_SECTION, ...encoded(section.length), ...section, ...bytes.slice(content + length)]);
      }
      at = content + length;
    }
    throw new Error("no memory section");
  };
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const bytes = new Uint8Array(await (await source).arrayBuffer());
    return WebAssembly.instantiate(limited(bytes), imports);
  };
}
