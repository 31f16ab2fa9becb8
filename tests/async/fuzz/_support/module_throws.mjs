// SPDX-License-Identifier: MIT
// module_throws.mjs: fails to evaluate.
await null;
throw 'module_throws';
