// SPDX-License-Identifier: MIT
// module_awaits.mjs: awaits at its top.
export const value = await Promise.resolve(1);
