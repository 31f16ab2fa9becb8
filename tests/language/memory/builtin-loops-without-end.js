// needs: memory-limit
// flags: --memory-limit 32M
// A builtin that collects values for ever ends with an error when memory is exhausted.
const sticky = /a/;
Object.defineProperty(sticky, "flags", { value: "g" });
try { "a".replace(sticky, "b"); } catch (error) { console.log(error.name, error.message); } // expect: RangeError Out of memory
function* numbers() { for (;;) yield 1; }
try { Array.from(numbers()); } catch (error) { console.log(error.name); } // expect: RangeError
try { Math.max(...numbers()); } catch (error) { console.log(error.name); } // expect: RangeError
try { new Int8Array(numbers()); } catch (error) { console.log(error.name); } // expect: RangeError
