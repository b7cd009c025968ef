/*
 * A browser that opens pages without a screen, where there is one.
 */
import { spawnSync } from 'node:child_process';

/** The name of its program. */
export const BROWSER = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** Its options; `profile` is the folder where it keeps what it knows. */
export function browserOptions(profile: string): string[] {
  return [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    `--user-data-dir=${profile}`,
  ];
}
