const { default: Runner } = require('jest-runner');

/** Runs test files one after the other in jest's own process, whatever maxWorkers says. */
module.exports = class OneByOne extends Runner {
  isSerial = true;
};
