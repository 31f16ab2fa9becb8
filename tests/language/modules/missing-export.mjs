// node: Node's message has another form
import { nope } from "./fixtures/star-x.mjs";
// expect error: SyntaxError
