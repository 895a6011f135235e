// Digests in the notation of Subresource Integrity.

/** Whether the page may compute digests itself: over https. Elsewhere the browser checks them, once it has read a file whole. */
export const canDigest = Boolean(globalThis.crypto?.subtle);

/** @param {BufferSource} bytes */
export async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
