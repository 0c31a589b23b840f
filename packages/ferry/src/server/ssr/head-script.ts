/** What stands first in every head: encoding, viewport, the configuration of the browser runtime and the capture of early submissions. */
import type { BrowserConfig, FailedBoundary } from '../../protocol/browser-config.ts'
import { CONFIG_GLOBAL } from '../../protocol/names.ts'
import { USUAL_VIEWPORT } from '../../protocol/usual-viewport.ts'

/** Content that was streamed late is moved into place by scripts; without them it shows where it stands. */
const LATE_CONTENT =
  'div[hidden][id^="S:"]{display:block!important}table[hidden][id^="S:"]{display:table!important}svg[hidden][id^="S:"],math[hidden][id^="S:"]{display:inline!important}'

/** Without React, so that a page pays nothing for them. */
const CHARSET = '<meta charset="utf-8"/>'
/** For pages that say nothing of it. Right after the encoding: there browser/usual-viewport finds it. */
const VIEWPORT = `<meta name="viewport" content="${USUAL_VIEWPORT}"/>`

export interface HeadScriptOptions {
  readonly build: string
  readonly basePath: string
  readonly captureScript: string
  /** The app has intercepting routes. */
  readonly intercepts: boolean
  /** The page brings one. */
  readonly hasViewport: boolean
}

/** @returns HTML */
export function headScript(
  { build, basePath, captureScript, intercepts, hasViewport }: HeadScriptOptions,
  nonce?: string,
  failed: readonly FailedBoundary[] = [],
): string {
  const config: BrowserConfig = {
    build,
    basePath,
    ...(intercepts && { intercepts }),
    ...(nonce !== undefined && { nonce }),
    ...(failed.length > 0 && { failed }),
  }
  const attribute = nonceAttribute(nonce)
  const script = `self.${CONFIG_GLOBAL}=${escapeJson(config)};${captureScript}`
  const style = `<noscript><style${attribute}>${LATE_CONTENT}</style></noscript>`
  return `${CHARSET}${hasViewport ? '' : VIEWPORT}<script${attribute}>${script}</script>${style}`
}

export function nonceAttribute(nonce: string | undefined): string {
  return nonce === undefined ? '' : ` nonce="${nonce}"`
}

/** JSON inside a script element. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
