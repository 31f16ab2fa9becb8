// node: Node's message has another form
import "./fixtures/does-not-exist.mjs";
// expect error: does-not-exist.mjs
