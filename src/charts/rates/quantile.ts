/**
 * Quantile: the value below which a share of the values lies, between two neighbours in proportion (definition 7 of
 * Hyndman & Fan 1996, the one of R and of spreadsheets); null of nothing.
 *
 * @example quantile([1, 2, 3, 4], 0.1) // 1.3
 */
export const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * share
  const lower = sorted[Math.floor(place)]
  const upper = sorted[Math.ceil(place)]
  if (lower === undefined || upper === undefined) return null
  return lower + (upper - lower) * (place - Math.floor(place))
}
