// Reads responses up to a limit: a small compressed response can be very large.

/**
 * The bytes of an answer, counted as they come, unpacked: the first too many ends it. With `integrity` the browser would
 * unpack everything before the first byte is seen.
 * @param {Response} response
 * @param {number} most
 * @param {(count: number) => void} [told]
 */
export async function bytesOf(response, most, told = () => {}) {
  const parts = [];
  let count = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); reader && read && !read.done; read = await reader.read()) {
    count += read.value.length;
    told(count);
    if (count > most) {
      reader.cancel().catch(() => {});
      throw new TypeError(`missing or too large: ${response.url}`);
    }
    parts.push(read.value);
  }
  return new Blob(parts).arrayBuffer();
}
