async function later() { await null; throw new Error("later"); }
process.on("unhandledRejection", (e) => console.log("lost", e.message)); // expect: lost later
later();
