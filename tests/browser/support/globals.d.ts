// What tests leave on a page to look at it later, and what pages of ours have beside the usual.

/** `<vigie-articles>`, as pages of others use it. */
interface VigieArticles extends HTMLElement {
  readonly ready: Promise<Record<string, unknown>>;
  query: string;
  readonly results: Record<string, string>[];
  readonly version: string;
  readonly generated: string;
  readonly shadowRoot: ShadowRoot;
  focusSearch(): void;
  refresh(): Promise<void>;
  exportAs(format: string): Promise<string>;
}

/** What the program beside the app answers to the event `vigie-ask`. */
interface Known {
  check(): Promise<unknown>;
}

interface HTMLElementTagNameMap {
  "vigie-articles": VigieArticles;
}

interface Window {
  altered: boolean;
  appMemory: WebAssembly.Memory;
  asked: number;
  badges: (number | "clear")[];
  breakNow: boolean;
  changes: number;
  clicked: [number, number];
  clickedAt: number;
  codes: string[];
  coveredAt: number;
  fetched: string[];
  heard: { type: string; detail: Record<string, unknown>; isFrame?: boolean; isCancelable?: boolean; isComposed?: boolean }[];
  heights: number[];
  id: Promise<string>;
  isSamePage: boolean;
  isSwallowed: Promise<boolean>;
  kept: Element | null;
  last: Promise<void>;
  lasts: Promise<void>;
  longTasks: number[];
  made: VigieArticles;
  mark: string;
  marked: boolean;
  opened: number;
  confirmed(name: string | undefined): void;
  persisted: boolean;
  pwned: unknown;
  ran: boolean;
  refused: string[];
  said: string[];
  sentences: (string | null)[];
  sizes: number;
  tasks: number[];
  times: number[];
  told: number;
  toldByWorker: unknown[];
  axe: { run(context: Node, options: object): Promise<import("axe-core").AxeResults> };
  reportBreach(text: string): void;
}

type Page = import("playwright-core").Page;
type Locator = import("playwright-core").Locator;
type Frame = import("playwright-core").Frame;
type Route = import("playwright-core").Route;
type TestContext = import("node:test").TestContext;
type Suite = import("./suite.mjs").Suite;
type Reader = import("./suite.mjs").Reader;
type TestOptions = import("./suite.mjs").Options;
type TestBody = import("./suite.mjs").Body;
type Faults = import("./suite.mjs").Faults;
type ListPage = import("./list_page.mjs").ListPage;
type Answer = import("./fault_server.mjs").Answer;
type Asked = Parameters<Answer>[0];
type Change = import("./fault_server.mjs").Change;
type Item = import("./sample.mjs").Item;
type HostSite = Awaited<ReturnType<typeof import("./host_site.mjs").serveHost>>;
type VigieServer = import("./suite.mjs").Server;
type Favourites = import("./favourites.mjs").Favourites;

// What a test looks for on a page is there: where it is not, the test fails with the name of what it wanted to do.

interface ParentNode {
  querySelector<Found extends Element = HTMLElement>(selectors: string): Found;
  querySelector(selectors: "vigie-articles"): VigieArticles;
  querySelector(selectors: "iframe"): HTMLIFrameElement & { contentWindow: Window };
}

interface NonElementParentNode {
  getElementById(id: string): HTMLElement;
}

interface Document {
  getElementById(id: string): HTMLElement;
}

interface DocumentEventMap {
  "vigie-error": CustomEvent<{ code: string; message: string }>;
}

/** An entry of the type `layout-shift`, which the library of types does not know. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: { readonly node?: Element }[];
}
