// flags: --warn-unfinished
// node: an option of mote's
(async function lost() {
  await new Promise(() => {});
})();
// expect stderr: Warning: functions still wait at the program's end: 1 suspended, 16 bytes
// expect stderr: count      bytes  function                 waits for
// expect stderr: 1         16  lost                     promise
