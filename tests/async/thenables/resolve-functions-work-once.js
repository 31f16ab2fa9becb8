const p = Promise.resolve({ then(ok, no) { ok({ then(ok2) { ok2("nested"); } }); no("late"); ok("later"); } });
p.then(console.log); // expect: nested
