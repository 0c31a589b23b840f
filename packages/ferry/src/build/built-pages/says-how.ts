/** Which route files say that pages are kept, found out without running them. */

/** `maybe`: only a value that is known at run time tells. */
export type Keeping = 'no' | 'maybe' | 'yes'

/**
 * @param names exports of a route file; null: nobody can tell
 * @param source its text
 */
export function keepingOf(names: readonly string[] | null, source: () => string): Keeping {
  if (names === null) return 'maybe'
  if (names.includes('revalidate') || names.includes('generateStaticParams')) return 'yes'
  if (!names.includes('dynamic')) return 'no'
  return /(['"`])(force-static|error)\1/.test(source()) ? 'yes' : 'maybe'
}
