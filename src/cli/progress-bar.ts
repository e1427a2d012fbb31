// How far is long work?

/** Draws `[#####     ] 50 % 500/1000` over itself on a terminal, at most ten times a second; draws nothing elsewhere. */
export function createProgressBar(stream: NodeJS.WriteStream = process.stderr): (done: number, total: number) => void {
  const width = 30;
  let last = 0;
  return (done, total) => {
    const now = performance.now();
    if (!stream.isTTY || (done < total && now - last < 100)) return;
    last = now;
    const share = total === 0 ? 1 : done / total;
    const filled = Math.round(share * width);
    const bar = `[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${Math.floor(share * 100)} % ${done}/${total}`;
    stream.write(`\r${bar}${done >= total ? '\n' : ''}`);
  };
}
