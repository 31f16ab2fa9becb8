// SPDX-License-Identifier: MIT
// module_plain.mjs: awaits nothing.
export const plain = 1;
