/** What the bootstrap says, Korean first; `{name}` is replaced. */
const texts = {
  unknownCommand: {
    ko: '모르는 명령입니다: "{name}". npm start, npm test, npm run dev 가운데 하나를 쓰십시오.',
    en: 'Unknown command: "{name}". Use npm start, npm test or npm run dev.',
  },
  nodeTooOld: {
    ko: 'Node.js {version}은(는) 너무 오래되었습니다. 20 이상을 설치한 뒤 다시 실행하십시오.',
    en: 'Node.js {version} is too old. Install version 20 or newer and run this again.',
  },
  portTaken: {
    ko: '{port}번 포트를 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나 PORT=4700처럼 다른 포트를 지정하십시오.',
    en: 'Port {port} is taken by another program. Stop that program or choose another port, for example PORT=4700.',
  },
  badPort: {
    ko: 'PORT는 1~65535의 정수여야 합니다: "{port}".',
    en: 'PORT must be a whole number from 1 to 65535: "{port}".',
  },
  noNpm: {
    ko: 'npm을 찾지 못했습니다. `npm start`로 실행하십시오.',
    en: 'npm was not found. Start with `npm start`.',
  },
  runtimeFailed: {
    ko: '{name}을(를) npm 레지스트리에서 설치하지 못했습니다. 레지스트리 연결(npm config get registry)을 확인하거나 Node.js 24와 pnpm 12를 직접 설치한 뒤 다시 실행하십시오.\n{detail}',
    en: '{name} could not be installed from the npm registry. Check the connection (npm config get registry), or install Node.js 24 and pnpm 12 yourself and run this again.\n{detail}',
  },
  stepFailed: {
    ko: '"{title}" 단계가 실패했습니다 (종료 코드 {code}). 위의 출력을 확인하십시오.',
    en: 'The step "{title}" failed (exit code {code}). See the output above.',
  },
};

/** @typedef {keyof typeof texts} MessageId */

/**
 * @param {MessageId} id
 * @param {Record<string, string | number>} values
 * @returns {string} both languages, one per line
 */
function message(id, values = {}) {
  /** @param {string} text */
  const fill = (text) => text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  return `${fill(texts[id].ko)}\n${fill(texts[id].en)}`;
}

/** A failure the user can mend: shown without a stack. */
export class UserError extends Error {
  /** @param {MessageId} id @param {Record<string, string | number>} [values] */
  constructor(id, values) {
    super(message(id, values));
    this.id = id;
  }
}

/** Progress goes to stderr, so that stdout carries only the server's ready line and test results. */
/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
