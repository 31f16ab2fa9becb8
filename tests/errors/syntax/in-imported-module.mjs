// node: another form
import "./_support/broken.mjs";
// expect error: SyntaxError
// expect stderr: broken.mjs:2
