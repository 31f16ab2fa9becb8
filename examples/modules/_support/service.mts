export type Status = "starting" | "running";

let current: Status = "starting";

export function status(): Status {
  return current;
}

await new Promise((resolve) => setTimeout(resolve, 1));
current = "running";
export const ready = true;
