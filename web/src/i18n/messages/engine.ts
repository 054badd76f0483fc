/** Words for what computes an answer: the reader's browser or the server. */
export interface EngineMessages {
  names: { server: string; browser: string };
  ms: (ms: string) => string;
  atOnce: string;
  state: { starting: string; failed: string; insecure: string; small: string };
  why: string;
  reasons: {
    pinnedBrowser: string;
    pinnedServer: string;
    notReady: string;
    failed: string;
    unsupported: string;
    tooBig: string;
    atHand: string;
    saveData: string;
    slow: string;
    quick: string;
    gaveUp: string;
  };
  /** What was read, and how long computing took. */
  cost: (bytes: string, ms: string) => string;
  fetched: (bytes: string) => string;
  settings: {
    open: string;
    title: string;
    engine: string;
    choices: { auto: string; browser: string; server: string };
    same: string;
    stored: string;
    storedSize: (size: string) => string;
    nothingStored: string;
    storedWhy: string;
    clear: string;
    cleared: string;
  };
}

export const engineKo: EngineMessages = {
  names: { server: '서버 엔진', browser: '브라우저 엔진' },
  ms: (ms) => `${ms}ms`,
  atOnce: '1ms 미만',
  state: {
    starting: '브라우저 엔진 준비 중',
    failed: '브라우저 엔진을 쓸 수 없어 서버가 계속 답합니다',
    insecure: '보안 연결(HTTPS)이 아니어서 서버가 답합니다',
    small: '기기의 메모리가 적어 서버가 답합니다',
  },
  why: '어디에서 계산했나',
  reasons: {
    pinnedBrowser: '설정에서 ‘이 브라우저’로 정해 두어 브라우저가 계산했습니다.',
    pinnedServer: '설정에서 ‘서버’로 정해 두어 서버가 계산했습니다.',
    notReady: '브라우저 엔진이 준비되기 전이어서 서버가 계산했습니다.',
    failed: '브라우저 엔진을 쓸 수 없어 서버가 계산했습니다.',
    unsupported: '이 기기에서는 브라우저 엔진을 쓸 수 없어 서버가 계산했습니다.',
    tooBig: '필요한 자료가 브라우저에 둘 수 있는 크기를 넘어 서버가 계산했습니다.',
    atHand: '필요한 자료가 이미 이 브라우저에 있어 브라우저가 계산했습니다.',
    saveData: '기기가 데이터 절약 상태여서 서버가 계산했습니다.',
    slow: '자료를 받는 데 시간이 오래 걸려 서버가 계산했습니다.',
    quick: '받을 자료가 많지 않아 브라우저가 계산했습니다.',
    gaveUp: '브라우저에서 계산하지 못하여 서버가 대신 계산했습니다.',
  },
  cost: (bytes, ms) => `읽은 자료 ${bytes}, 계산 시간 ${ms}.`,
  fetched: (bytes) => `이번에 받은 자료는 최대 ${bytes}입니다.`,
  settings: {
    open: '설정',
    title: '설정',
    engine: '계산하는 곳',
    choices: { auto: '자동', browser: '이 브라우저', server: '서버' },
    same: '어디에서 계산하든 값은 같습니다. ‘자동’은 받을 자료의 크기, 기기의 메모리, 회선 속도를 보고 고릅니다.',
    stored: '이 브라우저에 저장한 데이터',
    storedSize: (size) => `${size}를 저장하고 있습니다.`,
    nothingStored: '저장한 데이터가 없습니다.',
    storedWhy:
      '한 번 받은 자료를 다시 받지 않으려고 저장합니다. 지워도 원본과 저장한 보드는 그대로입니다.',
    clear: '이 브라우저에 저장한 데이터 지우기',
    cleared: '이 브라우저에 저장한 데이터를 지웠습니다.',
  },
};

export const engineEn: EngineMessages = {
  names: { server: 'Server engine', browser: 'Browser engine' },
  ms: (ms) => `${ms} ms`,
  atOnce: 'under 1 ms',
  state: {
    starting: 'Browser engine is starting',
    failed: 'The browser engine is not available; the server goes on answering',
    insecure: 'Not a secure connection (HTTPS); the server answers',
    small: 'This device has little memory; the server answers',
  },
  why: 'Where this was computed',
  reasons: {
    pinnedBrowser: 'Computed in the browser, as chosen in the settings.',
    pinnedServer: 'Computed on the server, as chosen in the settings.',
    notReady: 'Computed on the server, because the browser engine was not ready yet.',
    failed: 'Computed on the server, because the browser engine is not available.',
    unsupported: 'Computed on the server, because this device cannot run the browser engine.',
    tooBig: 'Computed on the server, because the data needed is more than a browser can hold.',
    atHand: 'Computed in the browser, because the data needed was here already.',
    saveData: 'Computed on the server, because this device saves data.',
    slow: 'Computed on the server, because fetching the data would take long.',
    quick: 'Computed in the browser, because little had to be fetched.',
    gaveUp: 'Computed on the server, because the browser could not.',
  },
  cost: (bytes, ms) => `Data read: ${bytes}; time to compute: ${ms}.`,
  fetched: (bytes) => `At most ${bytes} were fetched for it.`,
  settings: {
    open: 'Settings',
    title: 'Settings',
    engine: 'Compute on',
    choices: { auto: 'Automatic', browser: 'This browser', server: 'Server' },
    same: 'The values are the same wherever they are computed. “Automatic” looks at the size of the data, the memory of the device and the speed of the line.',
    stored: 'Data kept in this browser',
    storedSize: (size) => `${size} are kept.`,
    nothingStored: 'Nothing is kept.',
    storedWhy:
      'Data is kept so that it need not be fetched again. Deleting it changes neither the source nor saved boards.',
    clear: 'Delete the data kept in this browser',
    cleared: 'The data kept in this browser was deleted.',
  },
};
