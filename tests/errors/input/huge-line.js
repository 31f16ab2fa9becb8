// command: -
// stdin-repeat: 4000000 x=1;"aaaaaaaaaaaaaaaaaa";
// needs: speed
// timeout: 60
// expect exit: 0
// node: takes long there
