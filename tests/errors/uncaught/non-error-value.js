throw { code: 5 };
// expect error: { code: 5 }
