// node: another form
import "./_support/imports-missing.mjs";
// expect error: not-there.mjs
