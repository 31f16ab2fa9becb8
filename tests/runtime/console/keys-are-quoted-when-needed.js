console.log({ valid_1: 1, "with-dash": 2, "": 3, "1a": 4, é: 5, $: 6, "a'b": 7, class: 8 });
// expect: {
// expect:   valid_1: 1,
// expect:   'with-dash': 2,
// expect:   '': 3,
// expect:   '1a': 4,
// expect:   'é': 5,
// expect:   '$': 6,
// expect:   "a'b": 7,
// expect:   class: 8
// expect: }
