// Static and dynamic imports, JSON, and a module that awaits while it loads.
import settings from "./_support/settings.json" with { type: "json" };
import { ready, type Status } from "./_support/service.mts";
import * as service from "./_support/service.mts";

const status: Status = service.status();
console.log(settings.name, ready, status); // expect: example true running
const { describe } = await import("./_support/describe.mts");
console.log(describe(settings)); // expect: example v3 (fast, small)
console.log(import.meta.url.endsWith("modules/main.mts")); // expect: true
