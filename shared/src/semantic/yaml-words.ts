import type { ErrorCode, YAMLError } from 'yaml';
import type { Localized } from '../model/localized.ts';

/** Slips of YAML's syntax in Korean; the parser tells them in English alone. */
const SLIPS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: '별칭(*)에는 속성을 붙일 수 없습니다.',
  BAD_ALIAS: '별칭(*)이나 앵커(&)의 이름이 올바르지 않습니다.',
  BAD_COLLECTION_TYPE: '태그(!)가 이 모양의 값에 맞지 않습니다.',
  BAD_DIRECTIVE: '지시문(%)이 올바르지 않습니다.',
  BAD_DQ_ESCAPE: '큰따옴표 안의 역슬래시(\\) 표기가 올바르지 않습니다.',
  BAD_INDENT: '들여쓰기가 맞지 않습니다.',
  BAD_PROP_ORDER: '앵커(&)와 태그(!)의 자리가 올바르지 않습니다.',
  BAD_SCALAR_START: '값을 이 글자로 시작하려면 따옴표로 묶어야 합니다.',
  BLOCK_AS_IMPLICIT_KEY:
    '한 줄에 키를 겹쳐 적을 수 없습니다. 콜론(:)이 든 값은 따옴표로 묶으십시오.',
  BLOCK_IN_FLOW: '괄호 안에는 들여 쓴 블록을 둘 수 없습니다.',
  DUPLICATE_KEY: '같은 키가 두 번 있습니다.',
  IMPOSSIBLE: '이 자리에는 올 수 없는 표기입니다.',
  KEY_OVER_1024_CHARS: '키가 1,024자를 넘습니다.',
  MISSING_CHAR: '괄호, 따옴표, 쉼표, 콜론(:) 가운데 있어야 할 글자가 빠졌습니다.',
  MULTILINE_IMPLICIT_KEY: '키는 한 줄에 적어야 합니다.',
  MULTIPLE_ANCHORS: '앵커(&)는 하나만 붙일 수 있습니다.',
  MULTIPLE_DOCS: '문서는 한 파일에 하나만 둘 수 있습니다.',
  MULTIPLE_TAGS: '태그(!)는 하나만 붙일 수 있습니다.',
  NON_STRING_KEY: '키는 글자여야 합니다.',
  RESOURCE_EXHAUSTION: '너무 깊거나 커서 읽지 않았습니다.',
  TAB_AS_INDENT: '들여쓰기에 탭을 쓸 수 없습니다. 빈칸을 쓰십시오.',
  TAG_RESOLVE_FAILED: '알 수 없는 태그(!)이거나 태그에 맞지 않는 값입니다.',
  UNEXPECTED_TOKEN: '이 자리에 올 수 없는 글자가 있습니다.',
};

/** What is wrong with the syntax of a text, in both languages. */
export function slipText({ code, message }: Pick<YAMLError, 'code' | 'message'>): Localized {
  const [en = message] = message.split('\n');
  return { ko: SLIPS[code], en };
}
