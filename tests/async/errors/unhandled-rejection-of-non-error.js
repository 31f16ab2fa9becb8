Promise.reject(42);
// expect error: 42
