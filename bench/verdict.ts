/** How a benchmark says what it found, and which of many values it takes. */

/** Prints the value beside its limit; false when it is over. */
export function verdict(what: string, value: number, limit: number): boolean {
  const good = value <= limit
  console.log(`  ${good ? 'ok  ' : 'OVER'} ${what}: ${value.toFixed(2)} (at most ${limit})`)
  return good
}

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
