try {
  throw { code: 7, detail: ["why"] };
} catch ({ code, detail: [reason] }) {
  console.log(code, reason); // expect: 7 why
}
