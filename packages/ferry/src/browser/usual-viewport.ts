/**
 * The viewport of pages that say nothing of it stands in the document, not in their payloads. It gives way to a page that
 * has one of its own, and comes back after it.
 */
import { USUAL_VIEWPORT } from '../protocol/usual-viewport.ts'

export function keepOneViewport(): void {
  const encoding = document.head.querySelector('meta[charset]')
  const next = encoding?.nextElementSibling
  // React's own stand elsewhere, and are not to be touched.
  const usual = next?.matches('meta[name=viewport]') ? next : null
  const count = document.head.querySelectorAll('meta[name=viewport]').length
  if (count > 1) usual?.remove()
  if (count > 0) return
  const meta = document.createElement('meta')
  meta.name = 'viewport'
  meta.content = USUAL_VIEWPORT
  encoding?.after(meta)
}
