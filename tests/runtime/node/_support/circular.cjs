exports.seen = Object.keys(require("./common.cjs"));
