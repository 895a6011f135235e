// What the browser benchmark passes around.

/** An article, as every engine indexes it. */
interface Doc {
  id: string;
  title: string;
  summary: string;
  source: string;
  date: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers 0 ≤ n < 1. */
type Random = () => number;

/** What an engine has built: its index, and files that its page fetches beside it. */
interface Built {
  index: Bytes;
  files?: { path: string; bytes: Uint8Array; isCode?: boolean; isShown?: boolean }[];
}

/** An adapter in `engines/`. Only it knows what its index and what it finds are. */
interface Engine {
  name: string;
  note?: string;
  hidesMemory?: boolean;
  build(documents: Doc[], context: BenchOptions): Built | Promise<Built>;
  load?(): Promise<void>;
  open(bytes: Bytes): unknown;
  search(index: unknown, text: string, limit: number): unknown;
  identify?(found: unknown): Promise<number[]>;
  linearMemory?(index: unknown): number;
}

type BenchOptions = ReturnType<typeof import("./options.mjs").readOptions>;
type Published = Awaited<ReturnType<typeof import("./pages.mjs").publish>>;
type Measured = Awaited<ReturnType<typeof import("./measure.mjs").measure>>;
type Relevance = ReturnType<typeof import("./relevance.mjs").score>;
type Page = import("playwright-core").Page;
type Browser = import("playwright-core").Browser;
type Context = import("playwright-core").BrowserContext;

/** A line of the table. */
interface Row {
  id: string;
  name: string;
  note?: string;
  code: Published["code"];
  index: Published["index"];
  ready: number;
  first: number;
  times: number[];
  p50: number;
  p95: number;
  slowest: number;
  memory: number | undefined;
  relevance: Relevance | undefined;
}

/** What `page.mjs` offers on the page. */
interface Bench {
  prepare(): Promise<void>;
  start(text: string, limit: number): Promise<{ ready: number; first: number }>;
  ask(texts: string[], limit: number, budget: number): Promise<number[]>;
  answers(texts: string[], limit: number): Promise<number[][]>;
  linearMemory(): number;
}

declare var bench: Bench;
declare var appStarted: number | undefined;
declare var shownAt: number | undefined;
