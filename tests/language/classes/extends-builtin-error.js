class HttpError extends Error {
  name = "HttpError";
  constructor(status, options) {
    super("status " + status, options);
    this.status = status;
  }
}
const error = new HttpError(404, { cause: "gone" });
console.log(String(error), error.status, error.cause); // expect: HttpError: status 404 404 gone
console.log(error instanceof Error, error.stack.includes("status 404")); // expect: true true
