// What the page does about versions, network and storage, once there is something to read.

/** Registers the service worker of the site's folder. A browser or a policy that refuses has its reasons. */
export default async function start(root) {
  if (!("serviceWorker" in navigator)) return;
  const script = new URL("sw.js", root).href;
  // The only address the policy of the page lets through.
  const policy = window.trustedTypes?.createPolicy("vigie", {
    createScriptURL: (address) => {
      if (address !== script) throw new TypeError(`not the worker of this site: ${address}`);
      return address;
    },
  });
  await navigator.serviceWorker.register(policy?.createScriptURL(script) ?? script, {
    scope: root.href,
    updateViaCache: "none",
  });
}
