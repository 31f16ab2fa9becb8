import common, { before } from "./common.cjs";
export const sum = before + (common.after ? 1 : 0);
