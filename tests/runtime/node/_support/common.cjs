exports.before = 1;
exports.circular = require("./circular.cjs").seen;
module.exports.after = __filename.endsWith("common.cjs") && module.exports === exports;
