/** A node of well-known text: `KEYWORD["text", 1.5, WORD, CHILD[...]]`. */
export interface WktNode {
  /** In capitals. */
  readonly keyword: string;
  readonly args: readonly (string | number | WktNode)[];
}

const LONGEST = 64 * 1024;
const DEEPEST = 20;
const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w.]*)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([[\](),]))/y;

/** Parses well-known text of a coordinate system; `null` for what is none. */
export function parseWkt(text: string): WktNode | null {
  if (text.length > LONGEST) return null;
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const reader = { tokens, at: 0 };
  const root = readNode(reader, 0);
  return root !== null && typeof root === 'object' ? root : null;
}

/** First child of one of the keywords. */
export function childOf(node: WktNode, ...keywords: readonly string[]): WktNode | null {
  for (const arg of node.args) if (typeof arg === 'object' && keywords.includes(arg.keyword)) return arg;
  return null;
}

/** The text a node begins with: its name. */
export function nameOf(node: WktNode | null): string {
  const [first] = node?.args ?? [];
  return typeof first === 'string' ? first : '';
}

/** The first number among a node's arguments. */
export function numberOf(node: WktNode | null): number | null {
  return node?.args.find((arg) => typeof arg === 'number') ?? null;
}

interface Token {
  readonly kind: 'text' | 'word' | 'number' | 'sign';
  readonly text: string;
}

interface TokenReader {
  readonly tokens: readonly Token[];
  at: number;
}

function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (match === null) return null;
    const [, quoted, word, number, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll('""', '"') });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'sign', text: sign === '(' ? '[' : sign === ')' ? ']' : (sign ?? '') });
  }
  return tokens;
}

function readNode(reader: TokenReader, depth: number): string | number | WktNode | null {
  const token = reader.tokens[reader.at++];
  if (token === undefined || token.kind === 'sign' || depth > DEEPEST) return null;
  if (token.kind === 'text') return token.text;
  if (token.kind === 'number') return Number(token.text);
  if (reader.tokens[reader.at]?.text !== '[' || reader.tokens[reader.at]?.kind !== 'sign') return token.text;
  reader.at++;
  const args: (string | number | WktNode)[] = [];
  for (;;) {
    const arg = readNode(reader, depth + 1);
    if (arg === null) return null;
    args.push(arg);
    const next = reader.tokens[reader.at++];
    if (next?.kind !== 'sign') return null;
    if (next.text === ']') return { keyword: token.text.toUpperCase(), args };
    if (next.text !== ',') return null;
  }
}
