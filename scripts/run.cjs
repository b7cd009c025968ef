/*
 * Runs a program of this project on a Node that can: `node scripts/run.cjs <file> [arguments]`.
 *
 * npm finds Node 24 in node_modules/.bin first, where a platform package exists. Elsewhere the
 * caller's own Node serves from 22.12 on; an older one ends here with one line instead of a syntax
 * error. Plain CommonJS, because this file must also parse on the Node that is too old.
 */
'use strict';

const path = require('node:path');
const { pathToFileURL } = require('node:url');

const [major, minor] = process.versions.node.split('.').map(Number);
const [file, ...args] = process.argv.slice(2);

/** Whether this Node is at least `wantedMajor.wantedMinor`. */
function atLeast(wantedMajor, wantedMinor) {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Before 24.3, types are stripped behind a flag or with a warning: start again with both settled. */
function runWithFlags() {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, [...process.execArgv, ...flags, file, ...args], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code) => process.exit(code ?? 1));
}

if (!atLeast(22, 12)) {
  console.error(
    `Node ${process.versions.node} is too old and npm has no Node package for ` +
      `${process.platform}-${process.arch}: install Node 22.12 or newer (24 is best) and try again.`,
  );
  process.exitCode = 1;
} else if (!atLeast(24, 3)) {
  runWithFlags();
} else {
  process.argv.splice(1, 2, path.resolve(file));
  import(pathToFileURL(path.resolve(file)).href);
}
