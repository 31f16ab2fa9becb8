#!/usr/bin/env mote
console.log("ran"); // expect: ran
