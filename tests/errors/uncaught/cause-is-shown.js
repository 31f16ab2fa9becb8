throw new Error("outer", { cause: new TypeError("inner reason") });
// expect error: Error: outer
// expect stderr: inner reason
