// A listener that does not prevent it leaves the report to process.
addEventListener("unhandledrejection", ({ reason }) => console.log("heard", reason.message));
Promise.reject(new Error("nobody"));
// expect: heard nobody
// expect error: Error: nobody
