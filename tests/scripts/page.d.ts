// What the events between the app and its scripts carry, and what pages of ours have beside the usual.

import type {
  ERROR_EVENT,
  INDEXED_EVENT,
  MODULE_EVENT,
  MODULE_FAILED_EVENT,
  OPEN_EVENT,
  PANIC_EVENT,
  STALE_EVENT,
} from "./generated/shared.js";

declare global {
  interface DocumentEventMap {
    [STALE_EVENT]: CustomEvent<(isChanged: boolean) => void>;
    [MODULE_EVENT]: CustomEvent<{ name: string; detail?: string }>;
    [MODULE_FAILED_EVENT]: CustomEvent<string>;
    [INDEXED_EVENT]: CustomEvent<{ failure: number } | { index: Uint8Array; concepts: Uint8Array }>;
    [PANIC_EVENT]: CustomEvent<string>;
  }

  interface ElementEventMap {
    [OPEN_EVENT]: CustomEvent<{ id: string; url: string; title: string }>;
    [ERROR_EVENT]: CustomEvent<{ code: string; message: string }>;
  }
}
