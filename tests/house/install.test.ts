import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../scripts/lib/install.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const wanted = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-others': { version: '2.0.0', optional: true },
};

function project(present: Readonly<Record<string, { version: string }>> | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'weir-install-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  if (present === undefined) return folder;
  mkdirSync(join(folder, 'node_modules', 'a'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', 'a', 'package.json'), '{}');
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }));
  return folder;
}

describe('isInstalled', () => {
  it('isInstalled sees that what is wanted is there, whatever is left out for other machines', () => {
    expect(isInstalled(project({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  });

  it('isInstalled sees that nothing was installed', () => {
    expect(isInstalled(project(undefined))).toBe(false);
  });

  it('isInstalled sees that the lockfile has moved on', () => {
    expect(isInstalled(project({ 'node_modules/a': { version: '0.9.0' } }))).toBe(false);
  });

  it('isInstalled sees that a package was deleted by hand', () => {
    const folder = project({ 'node_modules/a': { version: '1.0.0' } });
    rmSync(join(folder, 'node_modules', 'a'), { recursive: true });
    expect(isInstalled(folder)).toBe(false);
  });
});
