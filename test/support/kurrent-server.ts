/**
 * Address of a real server of KurrentDB that tests may use; null when none is named. They write streams with a prefix
 * of their own run only, and read no others.
 */
export const kurrentForTests = (): string | null => {
  const url = process.env['KURRENTDB_URL']
  return url === undefined || url === '' ? null : url
}
