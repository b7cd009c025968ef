/*
 * Whether a process id from a file is still what it was: pids are reused after a reboot, and at once
 * in containers.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { errorCode } from '../errors.ts';

/** Whether any process has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Whether the process with this id is a Postgres server. */
export function isPostgresProcess(pid: number): boolean {
  return isAlive(pid) && /postgres/i.test(programOf(pid));
}

function programOf(pid: number): string {
  try {
    if (process.platform === 'linux') return linuxProgram(pid);
    const [program, args] =
      process.platform === 'win32'
        ? ['tasklist', ['/FI', `PID eq ${pid}`, '/NH']]
        : ['ps', ['-p', String(pid), '-o', 'comm=']];
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** A zombie has a pid but runs nothing: containers without an init keep them for ever. */
function linuxProgram(pid: number): string {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return /^State:\s+[ZX]/m.test(status) ? '' : (/^Name:\s+(.*)$/m.exec(status)?.[1] ?? '');
}
