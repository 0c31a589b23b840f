/** The style sheets of a segment's server code. */
import type { ReactNode } from 'react'
import { preinit } from 'react-dom'
import { STYLE_PRECEDENCE } from './client-manifest.ts'

/** null when there are none. */
export function styleLinks(files: readonly string[], assetPath: string): ReactNode {
  return files.length === 0 ? null : <StyleLinks hrefs={files.map((file) => assetPath + file)} />
}

/**
 * Announced before anything in the segment is, so that a layout's sheets come before those of what it shows; rendered as
 * well, because that is what holds content back until they are there.
 */
function StyleLinks({ hrefs }: { hrefs: readonly string[] }): ReactNode {
  for (const href of hrefs) preinit(href, { as: 'style', precedence: STYLE_PRECEDENCE })
  return hrefs.map((href) => <link key={href} rel="stylesheet" href={href} precedence={STYLE_PRECEDENCE} />)
}
