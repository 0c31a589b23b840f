/** Goes on without this document: to another site, a route handler, a file, a newer build. */

/** Resolves only when the document stays after all, because of a download say. */
export async function leaveDocument(url: URL, history: 'push' | 'replace' | 'traverse'): Promise<void> {
  if (!/^https?:$/.test(url.protocol)) throw (await import('./bad-address.ts')).badAddressError(url)
  if (history === 'traverse') location.reload()
  else location[history === 'push' ? 'assign' : 'replace'](url.href)
  await leaving()
}

/** The document is about to go. */
export function leaving(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5000))
}
