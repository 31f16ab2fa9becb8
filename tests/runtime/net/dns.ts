import { lookup, resolve, reverse } from "mote:net";

const show = (promise: Promise<any>) => promise.then((value) => console.log("found", value), (error) => console.log(error.name, error.code, error.message));
await show(lookup("127.0.0.1")); // expect: found [ { address: '127.0.0.1', family: 4 } ]
await show(lookup("::1")); // expect: found [ { address: '::1', family: 6 } ]
await show(lookup("nothing.invalid")); // expect: Error ENOTFOUND getaddrinfo ENOTFOUND nothing.invalid
await show(lookup(5 as any)); // expect: TypeError ERR_INVALID_ARG_TYPE The "options.hostname" property must be of type string.
await show(resolve("a", "WRONG")); // expect: TypeError ERR_INVALID_ARG_VALUE The type must be one of A, AAAA, CAA, CNAME, MX, NS, PTR, SOA, SRV, TXT
await show(reverse("no address")); // expect: TypeError ERR_INVALID_IP_ADDRESS Invalid IP address: no address
console.log(typeof (await reverse("127.0.0.1"))); // expect: string
