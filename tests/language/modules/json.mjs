import data from "./fixtures/data.json" with { type: "json" };
console.log(data.name, data.list[1].deep); // expect: mote true
const again = await import("./fixtures/data.json", { with: { type: "json" } });
console.log(again.default === data); // expect: true
