// The slow computer on a slow network for which the budgets are written.

/** 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms of delay. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
/** How much slower the computer is made. */
export const SLOWER = 4;

/** What a table of such times says about them. */
export const CONDITIONS = `1.6 Mbit/s, 150 ms, processor slowed ${SLOWER} times; medians`;

/** Makes a page slow; the function it returns makes it fast again. */
export async function slow(/** @type {Page} */ page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const set = async (/** @type {typeof NETWORK} */ network, /** @type {number} */ rate) => {
    await session.send("Network.emulateNetworkConditions", network);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
  };
  await set(NETWORK, SLOWER);
  return () => set({ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }, 1);
}
