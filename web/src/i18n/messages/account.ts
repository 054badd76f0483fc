import { type DataClass, type Role, withParticle } from '@bada/shared';

/** Words of signing in, one's own account, people and the record. */
export interface AccountMessages {
  signIn: {
    title: string;
    intro: string;
    again: string;
    againIntro: string;
    id: string;
    password: string;
    submit: string;
    forgot: string;
    byProvider: (label: string) => string;
    byPassword: string;
    samples: string;
    samplesIntro: string;
  };
  join: {
    title: string;
    firstTitle: string;
    intro: string;
    firstIntro: string;
    isFirst: string;
    id: string;
    idHint: string;
    name: string;
    password: string;
    passwordHint: string;
    repeat: string;
    different: string;
    submit: string;
    noLink: string;
    noLinkReason: string;
  };
  me: {
    title: string;
    rail: string;
    unclaimed: string;
    unclaimedReason: string;
    roles: string;
    departments: string;
    none: string;
    sees: string;
    until: (time: string) => string;
    failures: (count: number) => string;
    signOut: string;
    password: string;
    current: string;
    change: string;
    changed: string;
    people: string;
    record: string;
    sample: string;
  };
  tokens: {
    title: string;
    intro: string;
    name: string;
    scope: string;
    scopes: { read: string; write: string };
    days: string;
    create: string;
    created: string;
    secret: string;
    secretNote: string;
    empty: string;
    until: (date: string) => string;
    used: (date: string) => string;
    unused: string;
    remove: (name: string) => string;
    removed: (name: string) => string;
  };
  people: {
    title: string;
    intro: string;
    add: string;
    edit: (name: string) => string;
    list: string;
    roles: string;
    departments: string;
    states: { invited: string; active: string; disabled: string };
    locked: string;
    provider: string;
    providerNote: string;
    link: (name: string) => string;
    linkTitle: string;
    linkNote: (until: string) => string;
    disabled: string;
    save: string;
    cancel: string;
    saved: (name: string) => string;
    incomplete: string;
  };
  record: {
    title: string;
    intro: string;
    actor: string;
    action: string;
    from: string;
    to: string;
    search: string;
    more: string;
    empty: string;
    outcome: (status: number) => string;
  };
  roles: Record<Role, string>;
  classes: Record<DataClass, string>;
  back: string;
}

export const accountKo: AccountMessages = {
  signIn: {
    title: '로그인',
    intro: '부산시 정책 지표와 자료를 보려면 로그인하십시오.',
    again: '다시 로그인',
    againIntro: '로그인 시간이 끝났습니다. 다시 로그인하면 보던 화면에서 이어집니다.',
    id: '아이디',
    password: '비밀번호',
    submit: '로그인',
    byProvider: (label) => `${label} 이용하기`,
    byPassword: '관리자와 통합 로그인을 쓰지 않는 사람은 아래에 아이디와 비밀번호를 넣으십시오.',
    forgot: '비밀번호를 잊었다면 관리자에게 재설정 링크를 요청하십시오.',
    samples: '예시 사용자로 둘러보기',
    samplesIntro: '실제 사람이 아닙니다. 이 컴퓨터에서만 쓸 수 있습니다.',
  },
  join: {
    title: '비밀번호 정하기',
    firstTitle: '첫 관리자 만들기',
    intro: '이 링크는 한 번만 쓸 수 있습니다. 비밀번호를 정하면 바로 로그인됩니다.',
    firstIntro: '관리자를 만들면 이때부터 모든 사람이 로그인해야 합니다.',
    isFirst: '이 서버의 첫 관리자입니다',
    id: '아이디',
    idHint: '영문 소문자, 숫자, 점, 밑줄, 붙임표. 2~40자',
    name: '이름',
    password: '비밀번호',
    passwordHint: '12자 이상. 여러 낱말을 이은 문장이 좋습니다.',
    repeat: '비밀번호 다시 입력',
    different: '두 비밀번호가 다릅니다. 다시 입력하십시오.',
    submit: '정하고 로그인',
    noLink: '링크가 온전하지 않습니다',
    noLinkReason: '받은 주소를 끝까지 복사하여 여십시오.',
  },
  me: {
    title: '내 정보',
    rail: '나',
    unclaimed: '아직 관리자가 없습니다',
    unclaimedReason:
      '이 컴퓨터에서만 로그인 없이 쓸 수 있습니다. 서버를 시작할 때 터미널에 나온 링크를 열어 첫 관리자를 만드십시오.',
    roles: '역할',
    departments: '부서',
    none: '없음',
    sees: '볼 수 있는 자료',
    until: (time) => `${time}까지 로그인되어 있습니다.`,
    failures: (count) => `지난 로그인 이후 비밀번호가 ${count}번 틀렸습니다.`,
    signOut: '로그아웃',
    password: '비밀번호 바꾸기',
    current: '지금 비밀번호',
    change: '바꾸기',
    changed: '비밀번호를 바꾸었습니다. 다른 브라우저에서는 다시 로그인해야 합니다.',
    people: '사람과 권한',
    record: '활동 기록',
    sample: '예시',
  },
  tokens: {
    title: '스크립트용 토큰',
    intro: '스크립트가 내 권한으로 API를 쓸 때 보내는 값입니다.',
    name: '이름',
    scope: '권한',
    scopes: { read: '읽기만', write: '읽고 쓰기' },
    days: '유효 기간(일)',
    create: '토큰 만들기',
    created: '새 토큰',
    secret: '토큰 값',
    secretNote: '이 값은 지금 한 번만 보입니다. 안전한 곳에 옮겨 두십시오.',
    empty: '토큰이 없습니다.',
    until: (date) => `${date}까지`,
    used: (date) => `${date}에 쓰임`,
    unused: '쓰인 적 없음',
    remove: (name) => `${name} 없애기`,
    removed: (name) => `토큰 ${withParticle(`‘${name}’`, '을/를')} 없앴습니다.`,
  },
  people: {
    title: '사람과 권한',
    intro:
      '바꾼 권한은 그 사람의 다음 요청부터 적용됩니다. 떠난 사람은 지우지 않고 사용을 멈춥니다.',
    add: '사람 더하기',
    edit: (name) => `${name} 고치기`,
    list: '로그인할 수 있는 사람',
    roles: '역할',
    departments: '부서',
    states: { invited: '초대함', active: '사용 중', disabled: '멈춤' },
    locked: '잠김',
    provider: '통합 로그인',
    providerNote:
      '통합 로그인으로 들어오는 사람입니다. 이름, 역할, 부서는 다음 로그인 때 그룹에 따라 다시 정해집니다. 사용을 멈추면 들어올 수 없습니다.',
    link: (name) => `${name}의 비밀번호 링크 만들기`,
    linkTitle: '한 번 쓰는 링크',
    linkNote: (until) =>
      `이 링크를 본인에게 전하십시오. ${until}까지 한 번 쓸 수 있고, 다시 볼 수 없습니다.`,
    disabled: '사용 멈춤',
    save: '저장',
    cancel: '취소',
    saved: (name) => `${name}의 권한을 저장했습니다.`,
    incomplete: '아이디, 이름, 역할을 하나 이상 넣으십시오.',
  },
  record: {
    title: '활동 기록',
    intro: '누가 무엇을 바꾸고 내려받았는지의 기록입니다. 고치거나 지울 수 없습니다.',
    actor: '사람',
    action: '한 일',
    from: '시작일',
    to: '종료일',
    search: '찾기',
    more: '더 보기',
    empty: '맞는 기록이 없습니다.',
    outcome: (status) => (status < 400 ? '마침' : `거절 ${status}`),
  },
  roles: {
    viewer: '열람자',
    executive: '간부',
    manager: '부서장',
    analyst: '분석가',
    steward: '데이터 관리자',
    administrator: '시스템 관리자',
  },
  classes: { open: '공개', internal: '내부까지', restricted: '제한까지' },
  back: '내 정보로',
};

export const accountEn: AccountMessages = {
  signIn: {
    title: 'Sign in',
    intro: "Sign in to see Busan's policy indicators and data.",
    again: 'Sign in again',
    againIntro: 'Your session has ended. Sign in and go on where you were.',
    id: 'Id',
    password: 'Password',
    submit: 'Sign in',
    byProvider: (label) => `Continue with ${label}`,
    byPassword:
      'Administrators, and people without single sign-on, use their id and password below.',
    forgot: 'If you forgot your password, ask an administrator for a reset link.',
    samples: 'Look around as a sample person',
    samplesIntro: 'They are made up, and work on this computer alone.',
  },
  join: {
    title: 'Choose a password',
    firstTitle: 'Make the first administrator',
    intro: 'This link works once. Choose a password and you are signed in.',
    firstIntro: 'Once there is an administrator, everybody has to sign in.',
    isFirst: 'I am the first administrator of this server',
    id: 'Id',
    idHint: 'Small letters, digits, dot, underscore, hyphen; 2 to 40',
    name: 'Name',
    password: 'Password',
    passwordHint: 'At least 12 characters; a phrase of several words is best.',
    repeat: 'Password again',
    different: 'The passwords differ. Type them again.',
    submit: 'Choose and sign in',
    noLink: 'The link is not whole',
    noLinkReason: 'Copy the address you were given to its very end, and open it.',
  },
  me: {
    title: 'My account',
    rail: 'Me',
    unclaimed: 'There is no administrator yet',
    unclaimedReason:
      'Without signing in, this computer alone may use the server. Open the link that the terminal showed at the start to make the first administrator.',
    roles: 'Roles',
    departments: 'Departments',
    none: 'None',
    sees: 'May see',
    until: (time) => `Signed in until ${time}.`,
    failures: (count) =>
      `${count} wrong ${count === 1 ? 'password was' : 'passwords were'} typed since you last signed in.`,
    signOut: 'Sign out',
    password: 'Change the password',
    current: 'Present password',
    change: 'Change',
    changed: 'The password is changed. Other browsers have to sign in again.',
    people: 'People and rights',
    record: 'Record of activity',
    sample: 'sample',
  },
  tokens: {
    title: 'Tokens for scripts',
    intro: 'A script sends one to use the API with your rights.',
    name: 'Name',
    scope: 'May',
    scopes: { read: 'Read only', write: 'Read and write' },
    days: 'Days until it ends',
    create: 'Make a token',
    created: 'New token',
    secret: 'Value of the token',
    secretNote: 'It is shown this once. Put it somewhere safe.',
    empty: 'There are no tokens.',
    until: (date) => `until ${date}`,
    used: (date) => `used on ${date}`,
    unused: 'never used',
    remove: (name) => `End ${name}`,
    removed: (name) => `The token “${name}” is ended.`,
  },
  people: {
    title: 'People and rights',
    intro:
      'A change holds from the person’s next request on. Whoever leaves is disabled, never deleted.',
    add: 'Add a person',
    edit: (name) => `Edit ${name}`,
    list: 'People who may sign in',
    roles: 'Roles',
    departments: 'Departments',
    states: { invited: 'Invited', active: 'Active', disabled: 'Disabled' },
    locked: 'Locked',
    provider: 'Single sign-on',
    providerNote:
      'This person comes through single sign-on: name, roles and departments follow the groups again at the next sign-in. Disabling keeps the person out.',
    link: (name) => `Make a password link for ${name}`,
    linkTitle: 'One-time link',
    linkNote: (until) =>
      `Hand this link to the person. It works once, until ${until}, and is not shown again.`,
    disabled: 'Disabled',
    save: 'Save',
    cancel: 'Cancel',
    saved: (name) => `The rights of ${name} are saved.`,
    incomplete: 'Give an id, a name and at least one role.',
  },
  record: {
    title: 'Record of activity',
    intro: 'Who changed and downloaded what. It cannot be changed or deleted.',
    actor: 'Person',
    action: 'Action',
    from: 'From',
    to: 'To',
    search: 'Search',
    more: 'More',
    empty: 'Nothing in the record fits.',
    outcome: (status) => (status < 400 ? 'done' : `refused ${status}`),
  },
  roles: {
    viewer: 'Viewer',
    executive: 'Executive',
    manager: 'Manager',
    analyst: 'Analyst',
    steward: 'Data steward',
    administrator: 'Administrator',
  },
  classes: { open: 'Open', internal: 'Up to internal', restricted: 'Up to restricted' },
  back: 'To my account',
};
