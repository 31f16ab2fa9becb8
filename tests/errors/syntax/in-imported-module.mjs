// node: another form
import "./_support/broken.mjs";
// expect stderr: broken.mjs:2
// expect error: SyntaxError
