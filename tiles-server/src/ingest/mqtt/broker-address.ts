/** An outside broker. The password never goes into a sentence. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly username: string | null;
  readonly password: string | null;
}

const PORTS = { 'mqtt:': 1883, 'mqtts:': 8883 } as const;

/** `mqtt://` or `mqtts://`, with user name and password where they are not given apart; null for any other address. */
export function brokerAddress(
  url: string,
  username: string | null = null,
  password: string | null = null,
): BrokerAddress | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const { protocol } = parsed ?? { protocol: '' };
  if (parsed === null || (protocol !== 'mqtt:' && protocol !== 'mqtts:') || parsed.hostname === '') return null;
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? PORTS[protocol] : Number(parsed.port),
    isEncrypted: protocol === 'mqtts:',
    username: username ?? stated(parsed.username),
    password: password ?? stated(parsed.password),
  };
}

function stated(text: string): string | null {
  return text === '' ? null : decodeURIComponent(text);
}
