// SPDX-License-Identifier: MIT
// zod's schemas: what they accept, make of it, and say about what they refuse.
const { z } = require("zod");

const user = z.object({
  name: z.string().min(2).max(10), age: z.number().int().positive().optional(), email: z.email(), id: z.uuid(),
  tags: z.array(z.string().regex(/^[a-z]+$/)).nonempty(), role: z.enum(["admin", "user"]).default("user"),
  meta: z.record(z.string(), z.union([z.string(), z.number().array()])), when: z.coerce.date(), pair: z.tuple([z.literal(1), z.boolean()]),
}).strict().refine((u) => u.name !== u.role, { message: "no", path: ["name"] });
const good = { name: "abc", age: 3, email: "a@example.org", id: "123e4567-e89b-42d3-a456-426614174000", tags: ["x"], meta: { a: "b", c: [1] },
  when: "2020-01-02T03:04:05Z", pair: [1, true] };
const bad = { ...good, name: "a", age: -1.5, email: "nobody", id: "1", tags: [], meta: { a: {} }, when: "never", pair: [2], extra: 1 };
console.log(user.parse(good));
const { error } = user.safeParse(bad);
console.log(error.issues, z.prettifyError(error));
console.log(z.treeifyError(error).properties.meta, z.flattenError(error).fieldErrors.tags);

const shape = z.discriminatedUnion("kind", [z.object({ kind: z.literal("a"), n: z.bigint() }), z.object({ kind: z.literal("b"), s: z.symbol() })]);
console.log(shape.parse({ kind: "a", n: 5n }), shape.safeParse({ kind: "c" }).error.issues);
const tree = z.object({ value: z.number(), get children() { return z.array(tree).optional(); } });
console.log(JSON.stringify(tree.parse({ value: 1, children: [{ value: 2, children: [] }] })));
console.log(z.string().transform((s) => s.length).pipe(z.number().max(3)).safeParse("four").error.issues);
console.log(z.preprocess((v) => Number(v), z.number()).parse("12"), z.map(z.string(), z.number()).parse(new Map([["a", 1]])), z.set(z.nan()).safeParse(new Set([1])).success);
console.log(user.shape.tags.element.safeParse("A").error.message, z.object({ a: z.string() }).partial().extend({ b: z.null() }).keyof().options);
console.log(["1.2.3.4", "::1", "2001:db8::/32", ":::", "https://a.example/b", "//a", "10.0.0.0/8", "2020-02-30", "2020-02-28", "P1D", "+15551234567"].map((t) =>
  [z.ipv4(), z.cidrv4(), z.ipv6(), z.cidrv6(), z.url(), z.iso.date(), z.iso.duration(), z.e164(), z.base64()].map((s) => +s.safeParse(t).success).join("")));
console.log(JSON.stringify(z.toJSONSchema(z.object({ a: z.string().min(1), b: z.number().optional(), c: z.array(z.enum(["x", "y"])) }))));
z.string().refine(async (s) => s === "ok").safeParseAsync("no").then((result) => console.log(result.error.issues));
class Own { constructor() { this.x = 1; } }
console.log(z.instanceof(Own).safeParse({}).error.issues, z.templateLiteral(["a", z.number(), "px"]).safeParse("a12px").success);
