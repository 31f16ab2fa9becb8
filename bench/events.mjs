// SPDX-License-Identifier: MIT
// Events and the objects around them: made, dispatched, aborted.
import { measure } from "./measure.mjs";

const target = new EventTarget(), event = new Event("x");
let calls = 0;
target.addEventListener("x", () => calls++);

measure("event-new", 50000, 1, () => new Event("x").type.length);
measure("event-dispatch", 50000, 1, () => (target.dispatchEvent(event) ? 1 : 0));
measure("abort-signal", 20000, 1, () => (new AbortController().signal.aborted ? 0 : 1));
if (calls !== 500000) throw new Error("a listener was not called");
