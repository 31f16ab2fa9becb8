onmessage = ({ data }) => {
  if (data === "close") close();
  else if (data === "reject") Promise.reject(new TypeError("rejected"));
  else throw data === "symbol" ? { f() {} } : new RangeError("thrown", { cause: "why" });
};
