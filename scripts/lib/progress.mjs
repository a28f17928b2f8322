const HEARTBEAT_MS = 10_000;

/** Milliseconds since this process started, at which the scripts' clocks begin. */
function elapsedMs() {
  return performance.now();
}

/** Prints one line with the seconds since the start before it: `[  12.3 s] building the viewer`. */
export function say(text) {
  process.stdout.write(`[${(elapsedMs() / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
}

/** Says that a step begins, that it is still going every ten seconds, and how long it took when that was noticeable. */
export async function step(title, work, { heartbeat = true } = {}) {
  say(`${title} ...`);
  const begin = elapsedMs();
  const beat = heartbeat ? setInterval(() => say(`still ${title} ...`), HEARTBEAT_MS) : undefined;
  try {
    const result = await work();
    const seconds = (elapsedMs() - begin) / 1000;
    if (seconds >= 1) say(`${title}: done in ${seconds.toFixed(1)} s`);
    return result;
  } finally {
    clearInterval(beat);
  }
}
