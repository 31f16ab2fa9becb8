// SPDX-License-Identifier: MIT
// Text to UTF-8 and back: short and long, ASCII and mixed.
import { measure } from "./measure.mjs";

const encoder = new TextEncoder(), decoder = new TextDecoder();
const short = "hello, world 1234567", shortBytes = encoder.encode(short);
const mixed = "héllo wörld €123456", mixedBytes = encoder.encode(mixed);
const long = "aé€ text 😀 ".repeat(70000), longBytes = encoder.encode(long);
const into = new Uint8Array(64);

measure("encode-short", 50000, 20, () => encoder.encode(short).length);
measure("encode-into", 50000, 20, () => encoder.encodeInto(short, into).written);
measure("decode-short", 50000, 20, () => decoder.decode(shortBytes).length);
measure("decode-mixed", 50000, mixed.length, () => decoder.decode(mixedBytes).length);
measure("encode-large", 20, longBytes.length, () => encoder.encode(long).length, "us", 1e3);
measure("decode-large", 20, long.length, () => decoder.decode(longBytes).length, "us", 1e3);
