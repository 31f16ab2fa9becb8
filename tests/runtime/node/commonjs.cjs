// node: require of an ECMAScript module wants an option there
console.log(this === module.exports, require.main === module, __filename === module.filename, __dirname === require("path").dirname(__filename));
console.log(require("./_support/common.cjs"), require("./_support/common.cjs") === module.require("./_support/common.cjs"), require("./_support/data.json"));
console.log(require("./_support/esm.mjs").sum, require.resolve("./_support/common.cjs") in require.cache);
try { require("./nope"); } catch (error) { console.log(error.code); }
try { require("no-such-package"); } catch (error) { console.log(error.code); }
if (module) return console.log("returned");
console.log("never");
// expect: true true true true
// expect: { before: 1, circular: [ 'before' ], after: true } true { list: [ 1, 2 ] }
// expect: 2 true
// expect: MODULE_NOT_FOUND
// expect: MODULE_NOT_FOUND
// expect: returned
